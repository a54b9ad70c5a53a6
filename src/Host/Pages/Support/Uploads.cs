namespace CrossSell.Host.Pages;

internal static class Uploads
{
    public static async Task<byte[]> Read(IFormFile file, CancellationToken ct)
    {
        using var content = new MemoryStream((int)Math.Min(file.Length, int.MaxValue));
        await file.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
