namespace FedHub.Protocol;

/// <summary>Findings as messages and back.</summary>
public static class FindingCodec
{
    /// <summary>As a message.</summary>
    public static Contracts.Common.V1.Finding ToProto(Finding finding) => new()
    {
        Code = finding.Code,
        Severity = (Contracts.Common.V1.FindingSeverity)(int)finding.Severity,
        What = finding.What,
        Remedy = finding.Remedy,
    };

    /// <summary>From a message; a severity that is not known counts as an error.</summary>
    public static Finding ToDomain(Contracts.Common.V1.Finding message) => new(
        message.Code,
        Enum.IsDefined((FindingSeverity)(int)message.Severity) ? (FindingSeverity)(int)message.Severity : FindingSeverity.Error,
        message.What,
        message.Remedy);
}
