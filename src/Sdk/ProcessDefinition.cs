namespace CrossSell.Sdk;

/// <summary>A versioned definition of states, transitions, deadlines and actions.</summary>
/// <param name="Key">Unique in the house; running instances stay on the <paramref name="Version"/> they began with.</param>
public sealed record ProcessDefinition(
    string Key,
    int Version,
    Text Name,
    string Start,
    IReadOnlyList<StateDefinition> States,
    IReadOnlyList<TransitionDefinition> Transitions)
{
    /// <summary>The roles of the house whose people may start it; none means that only offers and other processes do.</summary>
    public IReadOnlyList<string> StartedBy { get; init; } = [];

    /// <summary>Whether an instance that a person starts is about a client.</summary>
    public bool AboutClient { get; init; }

    /// <summary>Parts people play in it, beside the roles of the house.</summary>
    public IReadOnlyList<ProcessRoleDefinition> Roles { get; init; } = [];

    /// <summary>What is asked when it is started, and what limits and timers look at.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
}

/// <summary>A part that people play in a process.</summary>
/// <param name="Key">What transitions, tasks and escalations call it; no role of the house.</param>
/// <param name="Is">Who plays it: <c>starter</c>, <c>startersManager</c>, or a role of the house: <c>advisor</c>, <c>backoffice</c>, <c>manager</c>, <c>administrator</c>.</param>
public sealed record ProcessRoleDefinition(string Key, Text Name, string Is);

/// <summary>A state of a process.</summary>
/// <param name="Category">Whether the matter is open, won or lost in this state.</param>
/// <param name="Enter">Actions on entry, in order.</param>
public sealed record StateDefinition(string Key, Text Name, StateCategory Category, IReadOnlyList<ActionDefinition> Enter, DeadlineDefinition? Deadline)
{
    /// <summary>What the clock does while it lasts, beside the deadline.</summary>
    public IReadOnlyList<TimerDefinition> Timers { get; init; } = [];
}

/// <summary>Whether a matter is still open, and if not, how it ended.</summary>
public enum StateCategory
{
    /// <summary>Going on.</summary>
    Open,

    /// <summary>Ended as hoped.</summary>
    Won,

    /// <summary>Ended otherwise.</summary>
    Lost,
}

/// <summary>An action on entry to a state.</summary>
/// <param name="Do">What is done.</param>
/// <param name="Template">Key of the Word template, for <see cref="ProcessAction.Document"/>.</param>
/// <param name="Title">What the task says, for <see cref="ProcessAction.Task"/>.</param>
/// <param name="Role">Whose queue the task enters: a role of the house, with <c>advisor</c> for the client's own advisor, or one of the process.</param>
/// <param name="WorkingDays">When the task is due, counted from entry, or from the day on which the tasks before it are done.</param>
/// <param name="Process">Key of the process to start, for <see cref="ProcessAction.StartProcess"/>.</param>
public sealed record ActionDefinition(ProcessAction Do, string? Template, Text? Title, string? Role, int? WorkingDays, string? Process)
{
    /// <summary>What other tasks of the state call this one.</summary>
    public string? Key { get; init; }

    /// <summary>Keys of tasks of the same state that have to be done before this one begins.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Who gets a mail: <c>client</c>, a role of the house or one of the process.</summary>
    public string? To { get; init; }

    /// <summary>Whether a mail carries the documents of the process.</summary>
    public bool Attach { get; init; }
}

/// <summary>The actions a state can take on entry.</summary>
public enum ProcessAction
{
    /// <summary>Puts a task into the worklist.</summary>
    Task,

    /// <summary>Asks for a document made from a template.</summary>
    Document,

    /// <summary>Sends an e-mail.</summary>
    Mail,

    /// <summary>Starts another process for the same client.</summary>
    StartProcess,

    /// <summary>Adds the sold contract to the client's portfolio.</summary>
    AddContract,

    /// <summary>Waits for the deadline.</summary>
    Wait,
}

/// <summary>How long a state may last.</summary>
/// <param name="WorkingDays">Working days of the house, counted from entry; it is over on the day after the last.</param>
/// <param name="Then">The trigger fired when the working days are over; none when it is only escalated.</param>
public sealed record DeadlineDefinition(int WorkingDays, string? Then)
{
    /// <summary>Who is told when the working days are over.</summary>
    public EscalationDefinition? Escalate { get; init; }
}

/// <summary>A task for somebody who has to hear of a deadline that is over.</summary>
/// <param name="Role">A role of the house or one of the process.</param>
public sealed record EscalationDefinition(string Role, Text Title);

/// <summary>A trigger fired by the clock on a day: so many days after entry, or the day that a field says. Exactly one of the three is given.</summary>
/// <param name="Then">The trigger; a transition from the state answers it.</param>
public sealed record TimerDefinition(string Then)
{
    /// <summary>Calendar days after entry.</summary>
    public int? Days { get; init; }

    /// <summary>Working days after entry.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Name of a field of the process that holds a date; a day that has passed counts as today.</summary>
    public string? Field { get; init; }
}

/// <summary>A way from one state to another.</summary>
/// <param name="On">The trigger: an outcome (<c>accepted</c>), an event (<c>document:generated</c>, <c>document:sent</c>, <c>document:signed</c>, <c>tasks:done</c>), <c>entered</c> for at once, or a word a person chooses.</param>
/// <param name="By">The role that may choose it, of the house or of the process; none means only the system does.</param>
/// <param name="Requires">What must be there first: a document in a state (<c>document:signed</c>), a value (<c>field:invoice</c>), every task done (<c>tasks</c>), a reason (<c>note</c>), another person than the one who started it (<c>otherPerson</c>).</param>
public sealed record TransitionDefinition(string From, string To, string On, string? By, Text Name, IReadOnlyList<string> Requires)
{
    /// <summary>For which values of a field it is open: an approval limit.</summary>
    public LimitDefinition? Limit { get; init; }
}

/// <summary>The values of a number or an amount for which a transition is open.</summary>
/// <param name="Above">More than this; none means from the least.</param>
/// <param name="AtMost">This or less; none means without end.</param>
public sealed record LimitDefinition(string Field, decimal? Above, decimal? AtMost);
