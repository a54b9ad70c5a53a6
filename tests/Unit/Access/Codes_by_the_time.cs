using CrossSell.Access.Domain;

namespace CrossSell.Unit.Access;

/// <summary>The codes that authenticator apps show, held to the examples of RFC 6238 (their last six digits).</summary>
public sealed class Codes_by_the_time
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Are_those_of_the_standard(long seconds, string code) => Totp.Code(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(code);

    [Fact]
    public void Are_good_for_a_step_before_and_after_and_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = 1234567890 / 30;

        Totp.StepOf(Key, " 005 924 ", now, 0).ShouldBe(step);
        Totp.StepOf(Key, "005924", now.AddSeconds(30), 0).ShouldBe(step);
        Totp.StepOf(Key, "005924", now.AddSeconds(-30), 0).ShouldBe(step);
        Totp.StepOf(Key, "005924", now.AddSeconds(60), 0).ShouldBeNull();
        Totp.StepOf(Key, "005924", now, step).ShouldBeNull();
        Totp.StepOf(Key, string.Empty, now, 0).ShouldBeNull();
    }

    [Fact]
    public void Keys_have_a_hundred_and_sixty_bits_in_base_32()
    {
        var key = Totp.NewKey();

        key.ShouldMatch("^[A-Z2-7]{32}$");
        Totp.Address(key, "CrossSell", "anna@house.example").ShouldBe($"otpauth://totp/CrossSell:anna%40house.example?secret={key}&issuer=CrossSell");
    }
}
