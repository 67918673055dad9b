using System.CommandLine;

namespace FedHub.Cli.CommandLine;

/// <summary>Ends a host with its parent: the demonstration's children must not outlive it, even when it is killed.</summary>
internal static class RunUntil
{
    /// <summary>A hidden option; the demonstration gives it.</summary>
    public static Option<bool> CreateOption() => new("--stop-when-input-ends") { Description = "Stops when standard input is closed.", Hidden = true };

    /// <summary>Runs the host until it ends, is cancelled or, if wanted, standard input ends.</summary>
    public static async Task RunAsync(TextReader input, bool stopWhenInputEnds, Func<CancellationToken, Task> host, CancellationToken cancellationToken)
    {
        if (!stopWhenInputEnds)
        {
            await host(cancellationToken);
            return;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parent = Task.Run(
            async () =>
            {
                // Blocks in the read when the stream does; a thread of the pool for the life of a demonstration process.
                _ = await input.ReadToEndAsync(CancellationToken.None);
                await stopping.CancelAsync();
            },
            CancellationToken.None);
        await host(stopping.Token);
        _ = parent;
    }
}
