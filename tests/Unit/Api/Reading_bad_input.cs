using System.Text.Json;
using CrossSell.Clients.Messages;
using CrossSell.Host.Api;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using Microsoft.AspNetCore.Http;

namespace CrossSell.Unit.Api;

public sealed class Reading_bad_input
{
    private static readonly JsonSerializerOptions Options = Describe();

    [Theory]
    [InlineData("""{"birthDate":"tomorrow"}""", "birthDate", "type.day")]
    [InlineData("""{"kind":5}""", "kind", "type.text")]
    [InlineData("""{"tags":[1]}""", "tags[0]", "type.text")]
    [InlineData("""{"consents":[{"channel":"phone","purpose":"service","granted":"x"}]}""", "consents[0].granted", "type.yesNo")]
    [InlineData("""{"consents":[{"channel":"phone","purpose":"service","granted":true,"at":"noon"}]}""", "consents[0].at", "type.instant")]
    [InlineData("""{"foo":1}""", "foo", "unknownField")]
    [InlineData("""{"address":{"town":"Pécs"}}""", "address.town", "unknownField")]
    [InlineData("""{"kind":"person","kind":"company"}""", "kind", "twice")]
    [InlineData("""{"kind":""", "body", "json")]
    [InlineData("""[]""", "body", "type.other")]
    public void Names_the_field_and_what_was_expected(string json, string field, string code)
    {
        var failure = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ClientData>(json, Options));
        var fault = InputFaults.Of(failure);
        (fault.Field, fault.Code).ShouldBe((field, code), failure.Message);
    }

    [Theory]
    [InlineData("""{"noticeDays":"x"}""", "noticeDays", "type.number")]
    [InlineData("""{"noticeDays":1.5}""", "noticeDays", "type.whole")]
    [InlineData("""{"clientId":"x"}""", "clientId", "type.id")]
    [InlineData("""{"price":{"amount":"much"}}""", "price.amount", "type.number")]
    public void Names_the_number_or_id_that_was_expected(string json, string field, string code)
    {
        var failure = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ContractData>(json, Options));
        var fault = InputFaults.Of(failure);
        (fault.Field, fault.Code).ShouldBe((field, code), failure.InnerException?.Message);
    }

    [Fact]
    public void Lists_the_words_that_are_allowed()
    {
        var fault = InputFaults.Of(Should.Throw<JsonException>(() => JsonSerializer.Deserialize<NewOutcome>("""{"outcome":"perhaps"}""", Options)));
        fault.Field.ShouldBe("outcome");
        fault.Message.ShouldBe("Must be one of: accepted, rejected, noAnswer, callBack, thinking, wrongContact, doNotContact.");
    }

    [Fact]
    public void Takes_no_number_for_a_word() =>
        InputFaults.Of(Should.Throw<JsonException>(() => JsonSerializer.Deserialize<NewOutcome>("""{"outcome":0}""", Options))).Code.ShouldBe("notOneOf");

    [Theory]
    [InlineData("Nullable<DateOnly> asOf", "asOf", "type.day")]
    [InlineData("DateOnly? asOf", "asOf", "type.day")]
    [InlineData("Nullable<Guid> client", "client", "type.id")]
    [InlineData("Nullable<int> limit", "limit", "type.whole")]
    [InlineData("Nullable<bool> dryRun", "dryRun", "type.yesNo")]
    public void Names_the_parameter_of_a_query(string parameter, string field, string code)
    {
        var fault = InputFaults.Of(new BadHttpRequestException($"""Failed to bind parameter "{parameter}" from "x"."""));
        (fault.Field, fault.Code).ShouldBe((field, code));
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23T09:00:00+01:00", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T09:00", "2026-11-23T08:00:00Z")]
    [InlineData("2026-07-23T09:00:30.5", "2026-07-23T07:00:30.5Z")]
    public void Takes_an_instant_without_offset_in_the_business_time_zone(string text, string expected) =>
        JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", Options).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Counts_the_last_day_of_a_period_whole() =>
        Instants.ParseBound("2026-11-23", whole: true, Given.Clock).ShouldBe(new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));

    private static JsonSerializerOptions Describe()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Describe(options, Given.Clock);
        return options;
    }
}

internal static class Given
{
    public static BusinessClock Clock { get; } = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));
}
