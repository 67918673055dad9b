namespace FedHub.Node.Import;

/// <summary>What a row does to the store.</summary>
internal enum RowChange
{
    /// <summary>Nothing: it was not taken.</summary>
    Rejected,

    /// <summary>Nothing: the record is as it was, or there is none to withdraw.</summary>
    Unchanged,

    /// <summary>A record comes.</summary>
    Added,

    /// <summary>A record changes.</summary>
    Updated,

    /// <summary>A record goes.</summary>
    Withdrawn,

    /// <summary>Nothing: an earlier run of this import has done it.</summary>
    PassedOver,
}
