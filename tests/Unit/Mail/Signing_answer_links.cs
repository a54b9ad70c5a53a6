using System.Security.Cryptography;
using CrossSell.Mail.Domain;

namespace CrossSell.Unit.Mail;

public sealed class Signing_answer_links
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);
    private static readonly Guid Mail = Guid.CreateVersion7();
    private static readonly DateTimeOffset Until = new(2026, 9, 28, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_back_what_it_signed() => AnswerToken.Read(AnswerToken.Write(Mail, Until, Secret), Secret).ShouldBe((Mail, Until));

    [Fact]
    public void The_same_mail_has_the_same_link() => AnswerToken.Write(Mail, Until, Secret).ShouldBe(AnswerToken.Write(Mail, Until, Secret));

    [Fact]
    public void Every_changed_character_is_seen()
    {
        var token = AnswerToken.Write(Mail, Until, Secret);
        token.Length.ShouldBeLessThan(60);
        for (var i = 0; i < token.Length; i++)
        {
            var other = string.Concat(token.AsSpan(0, i), token[i] == 'A' ? "B" : "A", token.AsSpan(i + 1));
            (AnswerToken.Read(other, Secret) is { } read && read != (Mail, Until)).ShouldBeFalse();
            if (i < token.Length - 1)
            {
                AnswerToken.Read(other, Secret).ShouldBeNull($"character {i}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("../../etc/passwd")]
    [InlineData("ÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁÁ")]
    public void What_is_no_link_is_none(string token) => AnswerToken.Read(token, Secret).ShouldBeNull();

    [Fact]
    public void Another_house_signs_otherwise() => AnswerToken.Read(AnswerToken.Write(Mail, Until, Secret), RandomNumberGenerator.GetBytes(32)).ShouldBeNull();
}
