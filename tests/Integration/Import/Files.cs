using System.IO.Compression;
using System.Text;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;

namespace CrossSell.Integration.Import;

/// <summary>Files as people bring them.</summary>
internal sealed class Files(HouseFixture house)
{
    public string Mark { get; } = Guid.CreateVersion7().ToString("N")[20..];

    public byte[] Clients(Actor advisor, params (string Id, string Name, string City)[] rows) => Csv(
        "external_id,kind,given_name,family_name,phone,city,advisor,consents",
        rows.Select(r => $"{Mark}-{r.Id},person,{r.Name},Kovács,+36201234567,{r.City},{house.Emails[advisor.UserId!.Value]},phone:marketing|phone:service"));

    public byte[] Contracts(params (string Id, string Client, DateOnly? Expiry, int Price)[] rows) => Csv(
        "external_id,client_external_id,product,held_at,provider,start,expiry,price,currency,period",
        rows.Select(r => $"{Mark}-{r.Id},{Mark}-{r.Client},insurance/home,elsewhere,Másik Biztosító,{(r.Expiry ?? house.Today).AddYears(-1):yyyy-MM-dd},{r.Expiry:yyyy-MM-dd},{r.Price},HUF,year"));

    public static byte[] Csv(string header, IEnumerable<string> rows) => Encoding.UTF8.GetBytes($"{header}\n{string.Join('\n', rows)}\n");

    /// <summary>The smallest workbook with these rows of cells in the notation of the format.</summary>
    public static byte[] Xlsx(string rows, bool from1904 = false)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(zip, "xl/workbook.xml",
                $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"{(from1904 ? 1 : 0)}\"/><sheets><sheet name=\"Adatok\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
            Add(zip, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return target.ToArray();
    }

    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Day(int serial) => $"<c s=\"1\"><v>{serial}</v></c>";

    public static string Number(string number) => $"<c><v>{number}</v></c>";

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
