using CrossSell.Access.Messages;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

/// <summary>What people of the house are called. Load those a page shows before use.</summary>
internal sealed class PeopleNames(IDispatcher dispatcher)
{
    private readonly Dictionary<Guid, string> _names = [];

    public async Task Load(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var unknown = ids.Where(id => !_names.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        foreach (var (id, name) in await dispatcher.Ask(new NamePeople(unknown), ct))
        {
            _names[id] = name;
        }
    }

    public string Of(Guid id, string otherwise) => _names.GetValueOrDefault(id, otherwise);
}
