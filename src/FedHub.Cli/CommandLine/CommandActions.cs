using System.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Protocol;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.CommandLine;

/// <summary>The outermost boundary of every command: turns failures into a sentence on the error stream and an exit status.</summary>
internal static class CommandActions
{
    public static void SetBody(this Command command, CliServices services, Func<ParseResult, CancellationToken, Task<ExitCode>> body)
        => command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(services.Terminal, () => body(parsed, cancellationToken)));

    private static async Task<ExitCode> RunAsync(CliTerminal terminal, Func<Task<ExitCode>> body)
    {
        try
        {
            return await body();
        }
        catch (CliFailureException failure)
        {
            return Report(terminal, failure);
        }
        catch (RpcException failure)
        {
            return Report(terminal, RpcFailures.ToFailure(failure));
        }
        catch (FedHubException failure)
        {
            return Report(terminal, RpcFailures.ToFailure(failure.Refusal));
        }
        catch (OperationCanceledException)
        {
            terminal.Say("fedhub: stopped");
            return ExitCode.Refused;
        }
        catch (SqliteException failure)
        {
            return Report(terminal, new CliFailureException(
                ExitCode.Unreachable, "A database could not be read", failure.Message, "Check the file and the disk. An index.db beside a copy of a log may be deleted: it is made anew."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Report(terminal, new CliFailureException(ExitCode.Usage, "A file could not be used", failure.Message, "Check the path and its permissions."));
        }
    }

    private static ExitCode Report(CliTerminal terminal, CliFailureException failure)
    {
        terminal.Say("fedhub: " + failure.Message);
        if (failure.Why is { } why)
        {
            terminal.Say("  why:  " + why);
        }

        if (failure.Next is { } next)
        {
            terminal.Say("  next: " + next);
        }

        return failure.ExitCode;
    }
}
