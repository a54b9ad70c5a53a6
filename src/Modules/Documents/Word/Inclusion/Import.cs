namespace CrossSell.Documents.Word;

/// <summary>
/// Brings the main text of one Word file (the guest) into the package of another (the host): its styles, lists, notes, pictures and whatever else it refers to, all under
/// fresh names, so that it looks as in its own file and nothing of the host changes.
/// </summary>
internal sealed class Import(TemplatePackage host, TemplatePackage guest, string key, int number)
{
    private static readonly string[] NoteKinds = ["footnote", "endnote"];

    /// <summary>The guest's main text, ready to be placed.</summary>
    public Element Run()
    {
        if (host.IsStrict != guest.IsStrict)
        {
            throw new TemplateRejectedException("package", new("strictMixed", "One of the two files is saved as “Strict Open XML” and the other is not. Save both alike in Word."));
        }
        var text = guest.Tree(guest.MainPart);
        var parts = new ImportedParts(host, guest, $"included{number}");
        parts.Relate(guest.MainPart, text, host.MainPart);
        List<Element> texts = [text, .. NoteKinds.SelectMany(kind => new ImportedNotes(host, guest, kind).Run(text, parts))];
        var theme = new GuestTheme(guest);
        new ImportedIds(host, key, number).Run(texts);
        var styles = new ImportedStyles(host, guest, key, theme);
        styles.Run(texts);
        new ImportedLists(host, guest, styles, theme, number).Run([.. texts, .. styles.Taken]);
        texts.ForEach(theme.Settle);
        Namespaces.Bring(text, host.Tree(host.MainPart), text.Child("body")!.Elements);
        return text;
    }
}
