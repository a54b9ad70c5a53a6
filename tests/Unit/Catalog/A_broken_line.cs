using System.Text.Json.Nodes;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;

namespace CrossSell.Unit.Catalog;

public sealed class A_broken_line
{
    private const string Line = "line.json";
    private const string Process = "processes/new-policy.json";

    private static readonly Dictionary<string, Breakage> Breakages = new()
    {
        ["unknown property"] = new(Line, json => json["products"]![0]!["cooldown"] = 3, "/products/0/cooldown", "is not known here", "cooldownDays"),
        ["unknown property at the root"] = new(Line, json => json["a/b~c"] = 3, "/a~1b~0c", "is not known here", "followUps"),
        ["missing property"] = new(Line, json => Remove(json["products"]![0]!, "code"), "/products/0/code", "is missing", others: true),
        ["missing list"] = new(Line, json => Remove(json, "sdk"), "/sdk", "is missing"),
        ["text for a number"] = new(Line, json => json["products"]![0]!["cooldownDays"] = "60", "/products/0/cooldownDays", "must be a whole number"),
        ["fraction for a whole number"] = new(Line, json => json["products"]![0]!["cooldownDays"] = 1.5, "/products/0/cooldownDays", "must be a whole number"),
        ["object for a list"] = new(Line, json => json["rules"] = new JsonObject(), "/rules", "must be a list"),
        ["null"] = new(Line, json => json["products"]![0]!["term"] = null, "/products/0/term", "must be an object"),
        ["text for yes or no"] = new(Line, json => json["products"]![0]!["fields"]![0]!["required"] = "yes", "/products/0/fields/0/required", "must be true or false"),
        ["wrong enum"] = new(Line, json => json["products"]![0]!["term"]!["renews"] = "always", "/products/0/term/renews", "'always' is not known here", "one of: never, automatically"),
        ["wrong outcome"] = new(Line, json => json["followUps"]![2]!["on"] = "refused", "/followUps/2/on", "'refused'", "noAnswer"),
        ["wrong field type"] = new(Line, json => json["products"]![0]!["fields"]![0]!["type"] = "bool", "/products/0/fields/0/type", "'bool'", "yesNo"),
        ["upper-case code"] = new(Line, json => json["products"]![4]!["code"] = "Accident", "/products/4/code", "is not a code", others: true),
        ["duplicate product"] = new(Line, json => json["products"]!.AsArray().Add(json["products"]![0]!.DeepClone()), "/products/8/code", "'home' stands twice"),
        ["duplicate variant"] = new(Line, json => json["products"]![0]!["variants"]![1]!["code"] = "basic", "/products/0/variants/1/code", "'basic' stands twice"),
        ["duplicate field"] = new(Line, json => json["products"]![0]!["fields"]![1]!["name"] = "propertyAddress", "/products/0/fields/1/name", "stands twice"),
        ["duplicate rule"] = new(Line, json => json["rules"]![1]!["code"] = "mortgage-home", "/rules/1/code", "'mortgage-home' stands twice"),
        ["unknown product in an offer"] = new(Line, json => json["rules"]![0]!["offer"] = "hose", "/rules/0/offer", "product 'insurance/hose' is not known", "home"),
        ["unknown product in a condition"] = new(Line, json => json["rules"]![0]!["unless"] = Json("""{ "any": [{ "tag": "x" }, { "not": { "expiring": { "product": "hose" } } }] }"""), "/rules/0/unless/any/1/not/expiring/product", "product 'insurance/hose' is not known"),
        ["unknown product in a follow-up"] = new(Line, json => json["followUps"]![2]!["product"] = "hose", "/followUps/2/product", "product 'insurance/hose' is not known"),
        ["product of another line in a follow-up"] = new(Line, json => json["followUps"]![2]!["product"] = "lending/mortgage", "/followUps/2/product", "belongs to another line"),
        ["no product code at all"] = new(Line, json => json["rules"]![0]!["offer"] = "a/b/c", "/rules/0/offer", "is not a product's code"),
        ["month 13"] = new(Line, json => json["products"]![0]!["seasonMonths"] = Json("[1, 13]"), "/products/0/seasonMonths/1", "13 is out of range", "1 to 12"),
        ["month 0 in a season"] = new(Line, json => json["rules"]![0]!["when"] = Json("""{ "season": [0] }"""), "/rules/0/when/season/0", "0 is out of range"),
        ["priority 101"] = new(Line, json => json["rules"]![0]!["priority"] = 101, "/rules/0/priority", "101 is out of range", "1 to 100"),
        ["priority 0"] = new(Line, json => json["rules"]![0]!["priority"] = 0, "/rules/0/priority", "0 is out of range"),
        ["reminder before the window opens"] = new(Line, json => json["products"]![0]!["contact"]!["remind"]![0] = 46, "/products/0/contact/remind/0", "46 is out of range", "0 to 45"),
        ["ages the wrong way round"] = new(Line, json => json["products"]![0]!["eligible"] = Json("""{ "minAge": 70, "maxAge": 18 }"""), "/products/0/eligible", "nobody is both"),
        ["price of nothing"] = new(Line, json => json["products"]![0]!["variants"]![0]!["price"]!["amount"] = 0, "/products/0/variants/0/price/amount", "above zero"),
        ["currency in words"] = new(Line, json => json["products"]![0]!["variants"]![0]!["price"]!["currency"] = "forint", "/products/0/variants/0/price/currency", "is not a currency"),
        ["missing English"] = new(Line, json => Remove(json["rules"]![0]!["because"]!, "en"), "/rules/0/because/en", "is missing"),
        ["blank Hungarian"] = new(Line, json => json["name"]!["hu"] = " ", "/name/hu", "must not be empty"),
        ["German"] = new(Line, json => json["name"]!["de"] = "Versicherung", "/name/de", "is not known here"),
        ["another Sdk"] = new(Line, json => json["sdk"] = 2, "/sdk", "version 2 of the Sdk", "1"),
        ["assembly"] = new(Line, json => json["assembly"] = "bin/Line.dll", "/assembly", "is not the name of an assembly beside line.json", "ends in .dll"),
        ["choice without choices"] = new(Line, json => json["products"]![0]!["fields"]![0]!["type"] = "choice", "/products/0/fields/0", "is a choice without choices"),
        ["bounds of a text"] = new(Line, json => json["products"]![0]!["fields"]![0]!["min"] = 3, "/products/0/fields/0/min", "means nothing for a field that is no number"),
        ["pattern that is none"] = new(Line, json => json["products"]![0]!["fields"]![0]!["pattern"] = "[", "/products/0/fields/0/pattern", "is not a regular expression"),
        ["duplicate question"] = new(Line, json => json["products"]![1]!["needs"] = Json("""[{ "name": "a", "type": "text", "label": { "hu": "A", "en": "A" } }, { "name": "a", "type": "text", "label": { "hu": "A", "en": "A" } }]"""), "/products/1/needs/1/name", "'a' stands twice"),
        ["empty condition"] = new(Line, json => json["rules"]![0]!["when"] = new JsonObject(), "/rules/0/when", "says no condition"),
        ["empty list of conditions"] = new(Line, json => json["rules"]![0]!["when"] = Json("""{ "all": [] }"""), "/rules/0/when/all", "must not be empty"),
        ["unknown condition"] = new(Line, json => json["rules"]![0]!["when"]!["owns"] = "home", "/rules/0/when/owns", "is not known here", "bought"),
        ["age without bounds"] = new(Line, json => json["rules"]![0]!["when"]!["age"] = new JsonObject(), "/rules/0/when/age", "neither min nor max"),
        ["follow-up to nowhere"] = new(Line, json => json["followUps"]![3]!["then"] = Json("""{ "afterDays": 3 }"""), "/followUps/3/then", "ends in no next step and no stated close"),
        ["follow-up two ways"] = new(Line, json => json["followUps"]![3]!["then"]!["close"] = "done", "/followUps/3/then", "goes 2 ways at once", others: true),
        ["attempts without an end"] = new(Line, json => Remove(json["followUps"]![4]!["then"]!, "finally"), "/followUps/4/then", "belong together"),
        ["unreachable follow-up"] = new(Line, json => MoveUp(json["followUps"]!.AsArray(), 3, 1), "/followUps/2", "is never reached: row 1", others: true),
        ["approach after do not contact"] = new(Line, json => json["followUps"]![9]!["then"] = Json("""{ "offer": "nextSuggestion" }"""), "/followUps/9/then", "wants no further approach"),
        ["wrong category"] = new(Process, json => json["states"]![5]!["category"] = "done", "/states/5/category", "'done'", "open, won, lost"),
        ["template without a file"] = new(Line, json => json["templates"]![0]!["file"] = "templates/none.docx", "/templates/0/file", "does not exist"),
        ["template outside the folder"] = new(Line, json => json["templates"]![0]!["file"] = "../secret.docx", "/templates/0/file", "lies outside the line's folder"),
        ["template with an impossible name"] = new(Line, json => json["templates"]![0]!["file"] = "a\0.docx", "/templates/0/file", "lies outside the line's folder"),
        ["template that is a folder"] = new(Line, json => json["templates"]![0]!["file"] = "templates", "/templates/0/file", "can't be read"),
        ["template that is no Word file"] = new(Line, json => json["templates"]![0]!["file"] = "line.json", "/templates/0/file", "is not a Word file"),
        ["template in one language"] = new(Line, json => json["templates"]!.AsArray().RemoveAt(1), "/templates/0", "has no file in 'en'"),
        ["process without a file"] = new(Line, json => json["processes"]![0]!["file"] = "processes/none.json", "/processes/0/file", "does not exist"),
        ["process unknown to a product"] = new(Line, json => json["products"]![0]!["process"] = "none", "/products/0/process", "process 'none' is not known", "new-policy"),
        ["unknown start"] = new(Process, json => json["start"] = "begin", "/start", "state 'begin' is not known", "offered"),
        ["transition from an unknown state"] = new(Process, json => json["transitions"]![1]!["from"] = "ofered", "/transitions/1/from", "state 'ofered' is not known"),
        ["transition to an unknown state"] = new(Process, json => json["transitions"]![1]!["to"] = "gone", "/transitions/1/to", "state 'gone' is not known"),
        ["unreachable state"] = new(Process, json => json["states"]!.AsArray().Add(State("island", "won")), "/states/7", "state 'island' is never reached"),
        ["dead end"] = new(Process, json => DeadEnd(json), "/states/7", "state 'limbo' is a dead end"),
        ["duplicate state"] = new(Process, json => json["states"]!.AsArray().Add(State("lost", "lost")), "/states/7/key", "'lost' stands twice"),
        ["duplicate transition"] = new(Process, json => json["transitions"]!.AsArray().Add(json["transitions"]![0]!.DeepClone()), "/transitions/17", "stands twice"),
        ["unknown template in a process"] = new(Process, json => json["states"]![1]!["enter"]![0]!["template"] = "old-policy", "/states/1/enter/0/template", "template 'old-policy' is not known", "new-policy"),
        ["unknown role of a task"] = new(Process, json => json["states"]![2]!["enter"]![0]!["role"] = "boss", "/states/2/enter/0/role", "'boss'", "advisor, backoffice, manager"),
        ["unknown role of a transition"] = new(Process, json => json["transitions"]![9]!["by"] = "boss", "/transitions/9/by", "'boss'", "advisor, backoffice, manager"),
        ["unknown action"] = new(Process, json => json["states"]![1]!["enter"]![0]!["do"] = "fax", "/states/1/enter/0/do", "'fax'", "addContract"),
        ["task without a title"] = new(Process, json => Remove(json["states"]![2]!["enter"]![0]!, "title"), "/states/2/enter/0/title", "is missing"),
        ["property of another action"] = new(Process, json => json["states"]![1]!["enter"]![0]!["workingDays"] = 2, "/states/1/enter/0/workingDays", "means nothing to this action"),
        ["unknown process to start"] = new(Process, json => json["states"]![1]!["enter"]![0] = Json("""{ "do": "startProcess", "process": "none" }"""), "/states/1/enter/0/process", "process 'none' is not known"),
        ["wait without a deadline"] = new(Process, json => json["states"]![1]!["enter"]![0] = Json("""{ "do": "wait" }"""), "/states/1/enter/0", "waits for a deadline"),
        ["deadline nobody answers"] = new(Process, json => json["states"]![3]!["deadline"]!["then"] = "late", "/states/3/deadline/then", "no transition leaves 'awaitingSignature' on 'late'"),
        ["unknown event"] = new(Process, json => json["transitions"]![4]!["on"] = "document:printed", "/transitions/4/on", "'document:printed'", "document:sent"),
        ["unknown requirement"] = new(Process, json => json["transitions"]![6]!["requires"]![0] = "document:stamped", "/transitions/6/requires/0", "'document:stamped'", "document:signed"),
        ["version 0"] = new(Process, json => json["version"] = 0, "/version", "0 is out of range"),
    };

    public static TheoryData<string> Names => [.. Breakages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_with_the_place_and_the_reason(string name)
    {
        var breakage = Breakages[name];
        using var copy = new LineCopy("Insurance");
        copy.Change(breakage.File, breakage.Change);

        var check = LineTool.Check(copy.Folder);

        var fault = check.Faults.FirstOrDefault(fault => fault.File == breakage.File && fault.Pointer == breakage.Pointer && fault.Message.Contains(breakage.Message, StringComparison.Ordinal));
        fault.ShouldNotBeNull(string.Join(Environment.NewLine, check.Faults));
        (fault.Hint ?? "").ShouldContain(breakage.Hint, Case.Sensitive);
        if (!breakage.Others)
        {
            check.Faults.ShouldHaveSingleItem();
        }

        check.Line.ShouldBeNull();
    }

    [Fact]
    public void Shows_all_its_faults_at_once()
    {
        using var copy = new LineCopy("Insurance");
        copy.Change(Line, json =>
        {
            json["sdk"] = 7;
            json["products"]![0]!["term"]!["months"] = 0;
            json["templates"]![0]!["file"] = "templates/none.docx";
        });
        copy.Change(Process, json => json["start"] = "begin");

        LineTool.Check(copy.Folder).Faults.Select(fault => fault.File + fault.Pointer)
            .ShouldBe(["line.json/sdk", "line.json/products/0/term/months", "line.json/templates/0/file", "processes/new-policy.json/start"], ignoreOrder: true);
    }

    [Fact]
    public void Without_line_json_says_so()
    {
        using var copy = new LineCopy("Insurance");
        File.Delete(copy.PathOf(Line));
        LineTool.Check(copy.Folder).Faults.ShouldBe([new LineFault(Line, "", "file 'line.json' does not exist", null)]);
    }

    [Fact]
    public void That_is_not_json_shows_the_line_and_column()
    {
        using var copy = new LineCopy("Insurance");
        File.WriteAllText(copy.PathOf(Process), "{\n  \"key\": oops\n}");
        var fault = LineTool.Check(copy.Folder).Faults[0];
        fault.File.ShouldBe(Process);
        fault.Message.ShouldBe("is not JSON: line 2, column 10");
    }

    [Theory]
    [InlineData("latin2")]
    [InlineData("surrogate")]
    public void That_is_not_utf8_shows_the_line(string kind)
    {
        using var copy = new LineCopy("Insurance");
        byte[] wrong = kind == "latin2" ? [0xD5] : [.. "\\ud800"u8];
        File.WriteAllBytes(copy.PathOf(Line), [.. "{\n  \"line\": \""u8, .. wrong, .. "\"\n}"u8]);
        LineTool.Check(copy.Folder).Faults.ShouldBe([new LineFault(Line, "", "is not UTF-8: line 2", "save it with the encoding UTF-8")]);
    }

    [Fact]
    public void That_says_a_property_twice_is_refused()
    {
        using var copy = new LineCopy("Insurance");
        var text = File.ReadAllText(copy.PathOf(Line));
        File.WriteAllText(copy.PathOf(Line), text.Replace("\"sdk\": 1,", "\"sdk\": 1, \"sdk\": 1,", StringComparison.Ordinal));
        LineTool.Check(copy.Folder).Faults.ShouldBe([new LineFault(Line, "/sdk", "stands twice", null)]);
    }

    [Fact]
    public void Whose_root_is_a_list_is_refused_without_further_noise()
    {
        using var copy = new LineCopy("Insurance");
        File.WriteAllText(copy.PathOf(Line), "[]");
        LineTool.Check(copy.Folder).Faults.ShouldBe([new LineFault(Line, "", "must be an object", null)]);
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static void Remove(JsonNode node, string property) => node.AsObject().Remove(property).ShouldBeTrue();

    private static void MoveUp(JsonArray list, int from, int to)
    {
        var item = list[from]!.DeepClone();
        list.RemoveAt(from);
        list.Insert(to, item);
    }

    private static JsonNode State(string key, string category) =>
        Json($$"""{ "key": "{{key}}", "name": { "hu": "{{key}}", "en": "{{key}}" }, "category": "{{category}}" }""");

    private static void DeadEnd(JsonNode process)
    {
        process["states"]!.AsArray().Add(State("limbo", "open"));
        process["transitions"]!.AsArray().Add(Json("""{ "from": "offered", "to": "limbo", "on": "forgotten", "name": { "hu": "x", "en": "x" } }"""));
    }

    private sealed record Breakage(string File, Action<JsonNode> Change, string Pointer, string Message, string Hint = "", bool Others = false)
    {
        public Breakage(string file, Action<JsonNode> change, string pointer, string message, bool others)
            : this(file, change, pointer, message, "", others)
        {
        }
    }
}
