using System.Text;
using CrossSell.Mail.Domain;
using MimeKit;

namespace CrossSell.Unit.Mail;

public sealed class Reading_delivery_reports
{
    [Fact]
    public void Finds_the_mail_by_what_came_back_with_it() =>
        Read(Report("failed", "5.1.1", "Content-Type: message/rfc822\r\n\r\nMessage-ID: <abc@house.example>\r\nSubject: x\r\n\r\nbody")).ShouldBe(new DeliveryReport("abc@house.example", true, "5.1.1 smtp; 550 No such user"));

    [Fact]
    public void Or_by_its_headers_alone() =>
        Read(Report("failed", "5.1.1", "Content-Type: text/rfc822-headers\r\n\r\nFrom: a@b\r\nMessage-ID: <abc@house.example>\r\n"))!.MessageId.ShouldBe("abc@house.example");

    [Fact]
    public void One_that_is_still_tried_has_not_failed() => Read(Report("delayed", "4.2.2", "Content-Type: text/plain\r\n\r\nx"))!.Failed.ShouldBeFalse();

    [Fact]
    public void A_letter_is_no_report() => Read("From: a@b\r\nSubject: hi\r\n\r\nhello").ShouldBeNull();

    private static string Report(string action, string status, string original) =>
        $"""
        From: MAILER-DAEMON@mx.example
        To: house@house.example
        Subject: Undelivered
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; anna@example.com
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 No such user

        --b
        {original}
        --b--
        """.ReplaceLineEndings("\r\n");

    private static DeliveryReport? Read(string mail)
    {
        using var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));
        return DeliveryReport.Read(message);
    }
}
