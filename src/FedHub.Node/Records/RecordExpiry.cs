using FedHub.Node.Configuration;

namespace FedHub.Node.Records;

/// <summary>Tells when a record must no longer be found: at its own end, or when its collection's time is over, whichever comes first.</summary>
internal sealed class RecordExpiry(RetentionSettings retention, TimeProvider time)
{
    internal RetentionSettings Retention => retention;

    internal DateTimeOffset Now => time.GetUtcNow();

    internal bool IsOver(StoredRecord record)
    {
        var now = Now;
        return !record.IsCanary
            && (record.ExpiresAt <= now || (retention.For(record.Collection) is { } kept && record.StoredAt <= now - kept));
    }
}
