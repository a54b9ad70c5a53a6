namespace CrossSell.Worklist.Messages;

/// <summary>The reasons why an approach to a client is kept out of every list, as <c>worklist.pub_task.block</c> gives them.</summary>
public static class ApproachBlock
{
    /// <summary>The client wants no approach at all.</summary>
    public const string DoNotContact = "doNotContact";

    /// <summary>The contact data turned out wrong, and the task to correct them is open.</summary>
    public const string WrongContact = "wrongContact";

    /// <summary>No consent stands for the channel and the purpose. What is allowed for marketing is allowed for service.</summary>
    public const string NoConsent = "noConsent";
}
