namespace FedHub.Protocol;

/// <summary>Looks at what waits to be sent or answered.</summary>
public static class OutboxExam
{
    private const long WarnFrom = 100;

    /// <summary>The one finding.</summary>
    public static Finding Look(long count, string what, string remedy)
    {
        var text = FormattableString.Invariant($"{count} {what} wait.");
        return count >= WarnFrom ? Finding.Warning("backlog", text, remedy) : Finding.Ok("backlog", text);
    }
}
