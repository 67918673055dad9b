namespace FedHub.Node.Review;

/// <summary>On what a person may refuse a disclosure. The asker reads the ground: it must say nothing of the record.</summary>
internal static class ReviewGrounds
{
    /// <summary>All grounds.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "not permitted by national law",
        "would harm an ongoing investigation",
        "would endanger a person",
        "purpose or legal basis not sufficient",
        "record is being corrected",
    ];
}
