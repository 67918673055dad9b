using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Checking;

/// <summary>Says on the error stream how far a log was read: once a second to a person, every 2^20 entries to a file.</summary>
internal sealed class LogProgress(CliTerminal terminal, TimeProvider time, long from, long size, string verb = "verified") : IProgress<long>
{
    private const long EntriesPerLine = 1 << 20;

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();
    private readonly long _from = from;
    private long _saidAt = time.GetTimestamp();
    private long _said = from;

    public void Report(long value)
    {
        var isDue = terminal.IsInteractive ? time.GetElapsedTime(_saidAt) >= _every : value - _said >= EntriesPerLine;
        if (!isDue)
        {
            return;
        }

        _saidAt = time.GetTimestamp();
        _said = value;
        terminal.Say(Line(value, time.GetElapsedTime(_began)));
    }

    private string Line(long value, TimeSpan elapsed)
    {
        var rate = (value - _from) / Math.Max(elapsed.TotalSeconds, 0.001);
        if (size == 0)
        {
            return FormattableString.Invariant($"{value:N0} entries {verb}, {rate:N0} entries/s");
        }

        var left = TimeSpan.FromSeconds(Math.Min((size - value) / Math.Max(rate, 1), 8_640_000));
        return FormattableString.Invariant($"{100.0 * value / size,3:F0} %  {value:N0} of {size:N0} entries {verb}, {rate:N0} entries/s, {left:hh\\:mm\\:ss} left");
    }
}
