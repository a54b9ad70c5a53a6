namespace CrossSell.Host.Pages;

internal static class Phones
{
    /// <summary>A Hungarian number in the groups people read: +36 30 111 0001.</summary>
    public static string Spaced(string phone)
    {
        if (!phone.StartsWith("+36", StringComparison.Ordinal) || phone.Length is < 11 or > 12)
        {
            return phone;
        }

        var area = phone[3] == '1' ? 1 : 2;
        var rest = phone[(3 + area)..];
        return $"+36 {phone[3..(3 + area)]} {rest[..3]} {rest[3..]}";
    }
}
