namespace FedHub.Node.Index;

/// <summary>Why epochs of a slot end before their time. A closed list: free text could name somebody.</summary>
internal enum EpochEnd
{
    /// <summary>The slot's key was stolen, or may have been.</summary>
    KeyTheft = 1,

    /// <summary>A member that may ask the slot was suspended.</summary>
    Suspension = 2,

    /// <summary>Anything else that an administrator knows.</summary>
    Other = 3,

    /// <summary>The node was restored from a backup: the hub has seen later numbers.</summary>
    Restored = 4,
}
