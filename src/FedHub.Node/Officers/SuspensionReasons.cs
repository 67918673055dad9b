namespace FedHub.Node.Officers;

/// <summary>The words for <see cref="SuspensionReason"/>.</summary>
internal static class SuspensionReasons
{
    public static string Of(SuspensionReason reason) => reason switch
    {
        SuspensionReason.None => "",
        SuspensionReason.Left => "left",
        SuspensionReason.StolenKey => "stolen-key",
        SuspensionReason.Misuse => "misuse",
        SuspensionReason.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Every reason has a word."),
    };
}
