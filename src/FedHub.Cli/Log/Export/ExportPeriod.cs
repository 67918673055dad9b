using System.Runtime.InteropServices;

namespace FedHub.Cli.Log.Export;

/// <summary>Which entries are exported, by when they were submitted; null for no bound.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExportPeriod(DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool Contains(DateTimeOffset at) => (From is null || at >= From) && (Until is null || at < Until);
}
