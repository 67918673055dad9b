namespace FedHub.Matching;

/// <summary>How a field agrees, in the words of Delegated Regulations (EU) 2023/332 and 2023/333.</summary>
public enum Agreement
{
    /// <summary>The values are equal after normalisation.</summary>
    Same,

    /// <summary>The values are alike: same sound, same part, swapped parts.</summary>
    Similar,

    /// <summary>No key that holds this field met, although others did.</summary>
    Different,
}
