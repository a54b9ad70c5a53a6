using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Data;

/// <summary>Why a task <c>t</c> of a client <c>c</c> must not be worked on now, as SQL: nobody who is blocked appears in a list.</summary>
internal static class ApproachSql
{
    public const string Block =
        $"""
        case when t.kind not in ('call', 'email', 'letter', 'meeting') or (t.purpose is null and t.kind <> 'call') then null
             when c.do_not_contact then '{ApproachBlock.DoNotContact}'
             when exists (select 1 from worklist.task d where d.client_id = t.client_id and d.kind = 'data' and d.offer_id is not null and d.status = 'open') then '{ApproachBlock.WrongContact}'
             when t.purpose is not null and not c.granted && case when t.purpose = 'service' then array[{Channel} || ':service', {Channel} || ':marketing'] else array[{Channel} || ':marketing'] end then '{ApproachBlock.NoConsent}'
        end
        """;

    private const string Channel = "case t.kind when 'email' then 'email' when 'letter' then 'post' else 'phone' end";
}
