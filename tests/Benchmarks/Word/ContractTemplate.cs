using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace CrossSell.Benchmarks.Word;

/// <summary>How one engine writes the same template.</summary>
internal sealed record Dialect(Func<string, string, string> Value, Func<string, string> OpenRow, string CloseRow, Func<string, string> If, Func<string, string> EndIf, bool RowTagsInOwnRows)
{
    public static readonly Dialect Ours = new(
        (name, filter) => filter.Length == 0 ? $"{{{{ {name} }}}}" : $"{{{{ {name} | {filter} }}}}",
        list => $"{{% for c in {list} %}}", "{% endfor %}", name => $"{{% if {name} %}}", _ => "{% endif %}", false);

    /// <summary>Values come formatted, so that peers have less to do than we.</summary>
    public static readonly Dialect Docxtemplater = new(
        (name, _) => $"{{{(name.StartsWith("c.", StringComparison.Ordinal) ? name[2..] : name)}}}", list => $"{{#{list}}}", "{/}", name => $"{{#{name}}}", _ => "{/}", false);

    public static readonly Dialect DocxTemplates = new(
        (name, _) => $"+++INS {(name.StartsWith("c.", StringComparison.Ordinal) ? "$" + name : name)}+++", list => $"+++FOR c IN {list}+++", "+++END-FOR c+++", name => $"+++IF {name}+++", _ => "+++END-IF+++", true);
}

/// <summary>
/// A contract as offices write them: letterhead, parties, clauses, a table of covers, nested conditions, page numbers; 40 fields in body,
/// header and footer, about 110 KB of document.xml when filled with 20 covers, two tags of three cut over runs.
/// </summary>
internal sealed class ContractTemplate(Dialect dialect)
{
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static readonly string[] Words = (
        "a az ha és vagy hogy nem is csak szerződés szerződő biztosító biztosított kedvezményezett díj díjfizetés időszak esemény kár szolgáltatás összeg feltétel jelen szerinti alapján esetén felmondás hatály kockázat "
        + "köteles jogosult felel megtérít bejelent írásban elektronikus úton nyilatkozat haladéktalanul harminc napon belül legkésőbb évforduló lejárat módosítás értesít tudomására jut mentesül bizonyít súlyosan gondatlan magatartás "
        + "jogszabály polgári törvénykönyv rendelkezés irányadó bíróság illetékes panasz ügyfélszolgálat adatkezelés személyes hozzájárulás elévül öt év követelés megállapodás fedezet önrész limit alsó felső határ káreseményenként "
        + "évente összesen épület ingóság vagyontárgy gépjármű forgalmi rendszám tulajdonos üzembentartó használat rendeltetésszerű karbantartás elmulasztás tűz robbanás villámcsapás vihar felhőszakadás jégverés hónyomás földrengés árvíz betörés "
        + "lopás rablás vandalizmus üvegtörés vezetéktörés beázás felelősség harmadik személy sérülés orvosi költség keresőképtelenség rokkantság haláleset temetés részletfizetés utalás csoportos beszedés bankkártya késedelem kamat felszólítás póthatáridő "
        + "megszűnik hatályát veszti visszamenőleg újra érvényes fél mindkét példány aláírás kelt tanú képviselő meghatalmazás székhely cégjegyzékszám adószám elérhetőség postacím cím telefonszám").Split(' ');

    private static readonly string[] Endings = ["", "", "", "", "t", "nak", "ban", "ról", "hoz", "val", "ért", "ig", "i", "k", "unk", "ja", "ából", "okra", "ainak", "hatja", "ítani", "ásához", "mely", "ottság"];

    private static readonly (string Name, string Filter)[] Scalars =
    [
        ("document.number", ""), ("today", "date"), ("company.name", ""), ("company.city", ""), ("company.street", ""), ("company.phone", ""), ("company.email", ""), ("company.registration", ""),
        ("client.name", ""), ("client.birth", "date"), ("client.city", ""), ("client.street", ""), ("client.phone", ""), ("client.email", ""), ("client.tax", ""), ("client.id", ""),
        ("advisor.name", ""), ("advisor.phone", ""), ("advisor.email", ""), ("product.name", ""), ("product.variant", ""), ("product.term", "number"),
        ("offer.number", ""), ("offer.start", "date"), ("offer.expiry", "date"), ("offer.price", "money"), ("offer.price2", "words"), ("offer.period", ""), ("offer.total", "money"), ("offer.fee", "money"),
        ("contract.number", ""), ("contract.provider", ""), ("contract.expiry", "date"), ("vehicle.plate", "upcase"), ("vehicle.make", ""), ("vehicle.year", ""), ("vehicle.value", "money"), ("bank.name", ""), ("bank.account", ""), ("bank.currency", ""),
    ];

    private readonly Random random = new(7);
    private readonly StringBuilder xml = new();

    public byte[] Build()
    {
        var pages = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + Override("document", "document.main") + Override("styles", "styles") + Override("header1", "header") + Override("footer1", "footer") + "</Types>",
            ["_rels/.rels"] = Relations(("r1", "officeDocument", "word/document.xml")),
            ["word/_rels/document.xml.rels"] = Relations(("s1", "styles", "styles.xml"), ("h1", "header", "header1.xml"), ("f1", "footer", "footer1.xml")),
            ["word/styles.xml"] = Styles(),
            ["word/header1.xml"] = Story("hdr", () => Scalars[..6].ToList().ForEach(Field)),
            ["word/footer1.xml"] = Story("ftr", () => Scalars[6..8].ToList().ForEach(Field)),
            ["word/document.xml"] = $"<w:document {Namespaces}><w:body>{Text(Body)}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/><w:footerReference w:type=\"default\" r:id=\"f1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>",
        };
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in pages)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + content));
            }
        }
        return stream.ToArray();
    }

    public static JsonObject Model(int covers)
    {
        var model = new JsonObject { ["covers"] = new JsonArray([.. Enumerable.Range(1, covers).Select(i => (JsonNode)Cover(i))]), ["yes"] = true, ["no"] = false, ["vip"] = true };
        foreach (var (name, filter) in Scalars)
        {
            var steps = name.Split('.');
            var owner = model;
            foreach (var step in steps[..^1])
            {
                owner = (JsonObject)(owner[step] ??= new JsonObject());
            }
            owner[steps[^1]] = filter switch
            {
                "date" => "2026-11-23",
                "money" or "words" => Money(name.Length * 12_345),
                "number" => 12,
                _ => $"Érték & <{name}> árvíztűrő",
            };
        }
        return model;
    }

    /// <summary>The same data as finished text, which is what the peers get.</summary>
    public static JsonNode Formatted(JsonNode node) => node switch
    {
        JsonObject { Count: 2 } money when money.ContainsKey("currency") => $"{((decimal)money["amount"]!).ToString("N0", CultureInfo.GetCultureInfo("hu-HU"))} Ft",
        JsonObject group => new JsonObject(group.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Formatted(p.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(i => Formatted(i!))]),
        _ => node.DeepClone(),
    };

    private static JsonObject Cover(int i) => new() { ["name"] = $"Fedezet {i}", ["text"] = "Tűz, villámcsapás, robbanás, vezetéktörés és beázás", ["limit"] = Money(i * 100_000), ["share"] = i, ["from"] = "2027-01-01" };

    private static JsonObject Money(decimal amount) => new() { ["amount"] = amount, ["currency"] = "HUF" };

    private void Body()
    {
        Paragraph("Heading1", "Biztosítási szerződés");
        foreach (var (field, i) in Scalars[8..].Select((s, i) => (s, i)))
        {
            Field(field);
            Paragraph("Normal", Clause(), Clause());
            if (i % 8 == 3)
            {
                Conditions();
            }
        }
        Covers();
        Paragraph("Normal", "Kelt: ", ".......................");
    }

    private void Conditions()
    {
        Paragraph("Normal", dialect.If("yes"));
        Paragraph("Normal", Clause());
        Paragraph("Normal", dialect.If("no"));
        Paragraph("Normal", Clause(), Clause());
        Paragraph("Normal", dialect.EndIf("no"));
        Paragraph("Normal", dialect.If("vip"));
        Paragraph("Normal", Clause());
        Paragraph("Normal", dialect.EndIf("vip"));
        Paragraph("Normal", dialect.EndIf("yes"));
    }

    private string Clause()
    {
        var words = string.Join(' ', Enumerable.Range(0, 42).Select(_ => Words[random.Next(Words.Length)] + Endings[random.Next(Endings.Length)]));
        return $"{char.ToUpper(words[0], CultureInfo.InvariantCulture)}{words[1..]}. ";
    }

    private void Covers()
    {
        var tag = dialect.OpenRow("covers");
        xml.Append("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>").Insert(xml.Length, "<w:gridCol w:w=\"1800\"/>", 5).Append("</w:tblGrid>");
        Row("Fedezet", "Mire terjed ki", "Összeg", "Önrész", "Kezdete");
        if (dialect.RowTagsInOwnRows)
        {
            Row(tag, "", "", "", "");
        }
        var (open, close) = dialect.RowTagsInOwnRows ? ("", "") : (tag, dialect.CloseRow);
        Row(open + dialect.Value("c.name", ""), dialect.Value("c.text", ""), dialect.Value("c.limit", "money"), dialect.Value("c.share", "number"), dialect.Value("c.from", "date") + close);
        if (dialect.RowTagsInOwnRows)
        {
            Row(dialect.CloseRow, "", "", "", "");
        }
        xml.Append("</w:tbl>");
    }

    private void Row(params string[] cells)
    {
        xml.Append("<w:tr w:rsidR=\"00A77B3E\"><w:trPr><w:cantSplit/></w:trPr>");
        foreach (var cell in cells)
        {
            xml.Append("<w:tc><w:tcPr><w:tcW w:w=\"1800\" w:type=\"dxa\"/><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/></w:tcBorders></w:tcPr>");
            Paragraph("TableText", cell);
            xml.Append("</w:tc>");
        }
        xml.Append("</w:tr>");
    }

    private void Field((string Name, string Filter) field) => Paragraph("Normal", "Adat: ", dialect.Value(field.Name, field.Filter), " szerint.");

    private void Paragraph(string style, params string[] texts)
    {
        xml.Append("<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00B12C4D\"><w:pPr><w:pStyle w:val=\"").Append(style).Append("\"/><w:spacing w:after=\"120\"/><w:jc w:val=\"both\"/></w:pPr>");
        foreach (var text in texts)
        {
            var cuts = text.AsSpan().IndexOfAny("{+") >= 0 && random.Next(3) > 0 ? random.Next(1, 4) : 0;
            foreach (var piece in Cut(text, cuts))
            {
                xml.Append("<w:r w:rsidRPr=\"00").Append(random.Next(0x100000, 0xFFFFFF).ToString("X6", CultureInfo.InvariantCulture))
                    .Append("\"><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\"/><w:sz w:val=\"20\"/><w:lang w:val=\"hu-HU\"/></w:rPr><w:t xml:space=\"preserve\">")
                    .Append(piece).Append("</w:t></w:r>");
            }
        }
        xml.Append("</w:p>");
    }

    private IEnumerable<string> Cut(string text, int cuts)
    {
        var at = Enumerable.Range(0, cuts).Select(_ => random.Next(1, text.Length)).Append(0).Append(text.Length).Distinct().Order().ToList();
        return at.Zip(at.Skip(1), (from, to) => text[from..to]);
    }

    private string Text(Action write)
    {
        xml.Clear();
        write();
        return xml.ToString();
    }

    private string Story(string element, Action write) => $"<w:{element} {Namespaces}>{Text(write)}</w:{element}>";

    private static string Styles() => $"<w:styles {Namespaces}>" + string.Concat(Enumerable.Range(0, 60).Select(i =>
        $"<w:style w:type=\"paragraph\" w:styleId=\"{(i == 0 ? "Normal" : i == 1 ? "Heading1" : i == 2 ? "TableText" : "Style" + i)}\"><w:name w:val=\"Style {i}\"/><w:pPr><w:spacing w:after=\"{i}\"/></w:pPr></w:style>")) + "</w:styles>";

    private static string Override(string name, string type) => $"<Override PartName=\"/word/{name}.xml\" ContentType=\"{Word}{type}+xml\"/>";

    private static string Relations(params (string Id, string Kind, string Target)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Relation}{r.Kind}\" Target=\"{r.Target}\"/>")) + "</Relationships>";
}
