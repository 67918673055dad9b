namespace FedHub.Matching;

/// <summary>How sure it is that record and search mean the same person. Ordered: a greater value is surer.</summary>
public enum Grade
{
    /// <summary>Below C: not shown to anybody.</summary>
    None,

    /// <summary>Possible.</summary>
    C,

    /// <summary>Very likely.</summary>
    B,

    /// <summary>Same.</summary>
    A,
}
