namespace FedHub.Node.Import;

/// <summary>Collects what is said of one row, and knows the headers behind the fields.</summary>
internal sealed class RowFindings(long line, Func<string, string> headerOf)
{
    private List<ImportFinding>? _findings;

    internal IReadOnlyList<ImportFinding> All => _findings ?? (IReadOnlyList<ImportFinding>)[];

    internal bool IsRejected { get; private set; }

    /// <summary>The line is not taken.</summary>
    internal void Reject(string field, string reason) => RejectColumn(field.Length == 0 ? "" : headerOf(field), reason);

    internal void RejectColumn(string column, string reason)
    {
        IsRejected = true;
        (_findings ??= []).Add(new ImportFinding(line, column, reason, Rejected: true));
    }

    /// <summary>The line is taken all the same.</summary>
    internal void Warn(string column, string code, string reason) =>
        (_findings ??= []).Add(new ImportFinding(line, column, reason, Rejected: false) { Code = code });

    internal void WarnField(string field, string code, string reason) => Warn(headerOf(field), code, reason);
}
