namespace FedHub.Protocol;

/// <summary>What happened to a record that was disclosed.</summary>
public enum RecordChange
{
    /// <summary>Its content is another than when it was disclosed.</summary>
    Corrected = 1,

    /// <summary>Its owner holds it no more.</summary>
    Withdrawn = 2,
}
