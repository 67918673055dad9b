using FedHub.Contracts.Node.V1;
using FedHub.Node.Import;

namespace FedHub.Node.Rpc;

/// <summary>Totals of an import as a message, and back.</summary>
public static class ImportCountsCodec
{
    /// <summary>A message with the totals and nothing else.</summary>
    public static ImportRecordsResponse Write(ImportCounts counts) => new()
    {
        LinesRead = (ulong)counts.LinesRead,
        Added = (ulong)counts.Added,
        Updated = (ulong)counts.Updated,
        Unchanged = (ulong)counts.Unchanged,
        Rejected = (ulong)counts.Rejected,
        KeyCount = (ulong)counts.KeyCount,
        Withdrawn = (ulong)counts.Withdrawn,
        PassedOver = (ulong)counts.PassedOver,
        Warned = (ulong)counts.Warned,
    };

    /// <summary>The totals.</summary>
    public static ImportCounts Read(ImportRecordsResponse message) => new()
    {
        LinesRead = (long)message.LinesRead,
        Added = (long)message.Added,
        Updated = (long)message.Updated,
        Unchanged = (long)message.Unchanged,
        Withdrawn = (long)message.Withdrawn,
        PassedOver = (long)message.PassedOver,
        Rejected = (long)message.Rejected,
        Warned = (long)message.Warned,
        KeyCount = (long)message.KeyCount,
    };
}
