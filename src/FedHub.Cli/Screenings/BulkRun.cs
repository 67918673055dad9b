using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Cli.Screenings;

/// <summary>
/// <c>fedhub search --bulk</c>: requests a screening the first time; once a supervisor has approved it, asks its rows one by one, those that were not
/// asked before. It keeps nothing of its own: what was asked stands at the node, so that it can be killed and started again.
/// </summary>
internal sealed class BulkRun(CliTerminal terminal, GatewaySearch search, ScreeningService.ScreeningServiceClient client, bool isJson)
{
    public async Task<ExitCode> RunAsync(FileInfo file, SearchInput terms, CancellationToken cancellationToken)
    {
        var rows = Read(file, terms);
        var screening = (await client.RequestScreeningAsync(Request(rows, terms), cancellationToken: cancellationToken)).Screening;
        var id = ScreeningText.IdOf(screening);
        switch (screening.State)
        {
            case ScreeningState.Approved:
                return await AskAsync(id, rows, cancellationToken);
            case ScreeningState.Refused:
                throw new CliFailureException(ExitCode.Refused, "The screening was refused", PrintableText.Of(screening.Reason), "Talk to your supervisor; a changed file is another screening.");
            default:
                terminal.Say($"Screening {id} of {rows.Count} rows waits for a supervisor of your agency: fedhub screenings approve {id}");
                terminal.Say("Then run the same command again. Nothing was asked yet.");
                return ExitCode.Partial;
        }
    }

    private static IReadOnlyList<BulkRow> Read(FileInfo file, SearchInput terms)
    {
        try
        {
            using var reader = file.OpenText();
            return BulkFile.Read(reader, terms);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliFailureException.Usage("The file cannot be read: " + file.Name, "Check its path and that you may read it.");
        }
    }

    private static RequestScreeningRequest Request(IReadOnlyList<BulkRow> rows, SearchInput terms)
    {
        var request = new RequestScreeningRequest
        {
            Purpose = (Contracts.Common.V1.Purpose)(int)terms.Purpose,
            LegalBasis = terms.LegalBasis,
            CaseReference = terms.CaseReference,
            AsTyped = terms.AsTyped,
        };
        request.To.AddRange(terms.To);
        request.Rows.AddRange(rows.Select(row => GatewaySearch.CriteriaOf(row.Input)));
        return request;
    }

    private async Task<ExitCode> AskAsync(ScreeningId id, IReadOnlyList<BulkRow> rows, CancellationToken cancellationToken)
    {
        var state = await client.GetScreeningAsync(new GetScreeningRequest { ScreeningId = ByteString.CopyFrom(id.ToArray()) }, cancellationToken: cancellationToken);
        var (askedNow, isComplete) = (0, true);
        foreach (var row in state.Rows.Where(row => !row.Asked))
        {
            try
            {
                var exitCode = await AskAsync(id, row.Number, rows[(int)row.Number - 1], cancellationToken);
                askedNow += exitCode is null ? 0 : 1;
                isComplete &= exitCode == ExitCode.Ok;
            }
            catch (RpcException refused) when (RpcErrors.TryRead(refused, out var refusal) && refusal.Code == ErrorCode.OverBudget)
            {
                // What is left is not asked, and shown as such; tomorrow, or once the budget was raised, the same command goes on.
                terminal.Say(FormattableString.Invariant($"stopped at row {row.Number}: {refusal.Message} Run the same command again{(refusal.RetryAt is { } at ? $" after {at:yyyy-MM-dd HH:mm} UTC" : "")}."));
                isComplete = false;
                break;
            }
        }

        var before = state.Rows.Count(row => row.Asked);
        terminal.Say(FormattableString.Invariant($"{askedNow + before} of {rows.Count} rows were asked, {before} of them before. All results: fedhub screenings export {id} --output FILE"));
        return isComplete && askedNow + before == rows.Count ? ExitCode.Ok : ExitCode.Partial;
    }

    /// <summary>Asks one row.</summary>
    /// <returns>Null when it could not be asked; the line says why, and it is no no-hit.</returns>
    private async Task<ExitCode?> AskAsync(ScreeningId id, uint number, BulkRow row, CancellationToken cancellationToken)
    {
        var preparation = await search.PrepareAsync(row.Input with { Screening = (id, number) }, cancellationToken);
        if (preparation.Search is not { } prepared)
        {
            await WriteAsync(RowLines.NotAsked(number, row.Id, preparation.Warnings, isJson));
            return null;
        }

        var board = new SearchBoard(prepared.Members);
        var run = await search.RunAsync(prepared, board, static () => { }, cancellationToken);
        await WriteAsync(isJson ? RowLines.Json(number, row.Id, run.QueryId.ToString(), board) : RowLines.Text(number, board));
        if (board.Verdicts.Any(verdict => verdict.Outcome == Outcome.OverBudget) && board.LogIndex is null)
        {
            throw RpcErrors.ToRpcException(new Refusal(ErrorCode.OverBudget, "The hub's budget for bulk screenings is used up.", board.Verdicts.Select(verdict => verdict.DueAt).FirstOrDefault(due => due is not null)));
        }

        return board.ToExitCode();
    }

    private Task WriteAsync(string line) => terminal.Output.WriteLineAsync(line);
}
