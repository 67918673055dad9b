using FedHub.Cli.Terminal;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>Says once a second how far the source was read, how fast it goes and how long it will take.</summary>
internal sealed class ImportProgressLine(CliTerminal terminal, IImportFeed feed, TimeProvider time) : IProgress<ImportProgress>
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();
    private long _said = time.GetTimestamp();

    public void Report(ImportProgress value)
    {
        if (terminal.IsInteractive && time.GetElapsedTime(_said) >= _every)
        {
            _said = time.GetTimestamp();
            terminal.Say(Line(value.Counts, time.GetElapsedTime(_began), feed.ReadShare));
        }
    }

    /// <summary>The line; time left is what the rest takes at the speed so far.</summary>
    internal static string Line(ImportCounts counts, TimeSpan elapsed, double? share)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        var rate = counts.LinesRead / seconds;
        var text = FormattableString.Invariant($"{counts.LinesRead:N0} lines, {counts.Rejected:N0} not taken, {counts.KeyCount:N0} keys, {rate:N0} lines/s");
        return share is > 0 and <= 1
            ? FormattableString.Invariant($"{100 * share.Value,3:F0} %  {text}, {TimeSpan.FromSeconds(Math.Min(seconds * ((1 / share.Value) - 1), 8_640_000)):hh\\:mm\\:ss} left")
            : text;
    }
}
