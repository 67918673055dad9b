namespace FedHub.Node.Policy;

/// <summary>Which way a change of policy goes.</summary>
public enum PolicyChangeKind
{
    /// <summary>Somebody may ask or is told more than before.</summary>
    Widened = 1,

    /// <summary>Somebody may ask or is told less than before.</summary>
    Narrowed = 2,

    /// <summary>Neither: another desk, ground or time.</summary>
    Altered = 3,
}
