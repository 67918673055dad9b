using System.Runtime.InteropServices;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>Somebody who reads the log, and how much of it.</summary>
/// <param name="Kind">As whom.</param>
/// <param name="Country">Of a member or a national auditor; else null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogReader(LogReaderKind Kind, MemberId? Country)
{
    internal static LogReader Anybody { get; } = new(LogReaderKind.Anybody, null);

    /// <summary>Whether openings are served at all.</summary>
    internal bool ReadsOpenings => Kind != LogReaderKind.Anybody;

    /// <summary>How much of an entry is this reader's.</summary>
    internal OpeningForm FormOf(AuditPayload payload)
    {
        if (!ReadsOpenings)
        {
            return OpeningForm.Withheld;
        }

        if (AuditParties.IsForAll(payload) || (Country is { } country && AuditParties.Includes(payload, country)))
        {
            return OpeningForm.Whole;
        }

        return Kind == LogReaderKind.RegionalAuditor ? OpeningForm.Metadata : OpeningForm.Withheld;
    }
}
