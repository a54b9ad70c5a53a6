namespace CrossSell.Sdk;

/// <summary>A versioned definition of states, transitions, deadlines and actions.</summary>
/// <param name="Key">Unique in the house; running instances stay on the <paramref name="Version"/> they began with.</param>
public sealed record ProcessDefinition(
    string Key,
    int Version,
    Text Name,
    string Start,
    IReadOnlyList<StateDefinition> States,
    IReadOnlyList<TransitionDefinition> Transitions);

/// <summary>A state of a process.</summary>
/// <param name="Category">Whether the matter is open, won or lost in this state.</param>
/// <param name="Enter">Actions on entry, in order.</param>
public sealed record StateDefinition(string Key, Text Name, StateCategory Category, IReadOnlyList<ActionDefinition> Enter, DeadlineDefinition? Deadline);

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
/// <param name="Role">Whose queue the task enters: <c>backoffice</c>, <c>manager</c>, or <c>advisor</c> for the client's own advisor.</param>
/// <param name="WorkingDays">When the task is due, counted from entry.</param>
/// <param name="Process">Key of the process to start, for <see cref="ProcessAction.StartProcess"/>.</param>
public sealed record ActionDefinition(ProcessAction Do, string? Template, Text? Title, string? Role, int? WorkingDays, string? Process);

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
/// <param name="Then">The trigger fired when the working days are over.</param>
public sealed record DeadlineDefinition(int WorkingDays, string Then);

/// <summary>A way from one state to another.</summary>
/// <param name="On">The trigger: an outcome (<c>accepted</c>), an event (<c>document:generated</c>, <c>document:sent</c>, <c>document:signed</c>), or a word a person chooses.</param>
/// <param name="By">The role that may choose it; none means only the system does.</param>
/// <param name="Requires">What must be there first, e.g. <c>document:signed</c>.</param>
public sealed record TransitionDefinition(string From, string To, string On, string? By, Text Name, IReadOnlyList<string> Requires);
