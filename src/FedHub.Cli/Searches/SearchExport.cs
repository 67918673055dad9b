using System.CommandLine;
using System.Text;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Receipts;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Gateway.V1;
using FedHub.Transparency;
using Grpc.Core;

namespace FedHub.Cli.Searches;

/// <summary><c>fedhub searches export</c>: a search for the case file.</summary>
internal static class SearchExport
{
    private const string Json = "json";
    private const string Html = "html";

    public static Command Create(CliServices services)
    {
        var target = new SearchesTarget();
        var id = SearchesTarget.IdArgument();
        var format = new Option<string>("--format") { Description = "html, a page to print, or json.", DefaultValueFactory = _ => Html };
        format.AcceptOnlyFromAmong(Html, Json);
        var output = new Option<FileInfo>("--output") { Description = "File to write; it must not exist. Only you may read it.", Required = true };
        var command = new Command("export", "Writes a search with its receipt for the case file.") { id, format, output };
        target.AddTo(command);
        command.SetExamples("fedhub searches export 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 --output case-2026-17.html");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            using var call = connection.Client.WatchSearch(new WatchSearchRequest { QueryId = SearchesTarget.Read(parsed, id) }, cancellationToken: cancellationToken);
            if (!await call.ResponseStream.MoveNext(cancellationToken))
            {
                throw new CliFailureException(ExitCode.Unreachable, "The node ended the call without the search", null, "Try again.");
            }

            var search = call.ResponseStream.Current.Search;
            var path = parsed.GetRequiredValue(output).FullName;
            var text = string.Equals(parsed.GetValue(format), Json, StringComparison.Ordinal)
                ? SearchesJson.Of(search) + "\n"
                : SearchPage.Render(search, services.Time.GetUtcNow());
            await WriteAsync(path, text, cancellationToken);
            services.Terminal.Say("Written. It holds what was disclosed: keep it as the case file is kept.");
            return await WriteReceiptAsync(services, connection.Client, search, path + LogReceiptFile.FileExtension, cancellationToken);
        });
        return command;
    }

    /// <summary>Leaves the proof beside the page, so that years later anybody can verify it with the federation's policy alone.</summary>
    private static async Task<ExitCode> WriteReceiptAsync(
        CliServices services, SearchesService.SearchesServiceClient client, SearchDetails search, string path, CancellationToken cancellationToken)
    {
        GetSearchReceiptResponse proof;
        try
        {
            proof = await client.GetSearchReceiptAsync(new GetSearchReceiptRequest { QueryId = search.Summary.QueryId }, cancellationToken: cancellationToken);
        }
        catch (RpcException failure)
        {
            services.Terminal.Say($"The receipt could not be had: {RpcFailures.ToFailure(failure).Why} Export again under another name, later.");
            return ExitCode.Partial;
        }

        if (!LogReceiptFile.TryParse(proof.Receipt.Span, out var receipt)
            || !ReceiptContent.TryParse(proof.Entry.ToByteArray().Concat(proof.Nonce).Concat(proof.Payload).ToArray(), out var content))
        {
            throw new CliFailureException(ExitCode.VerificationFailed, "The node gave a receipt that is none", null, "Tell the node's administrator.");
        }

        await WriteAsync(path, Encoding.UTF8.GetString((receipt with { Extra = content!.ToBytes() }).ToBytes()), cancellationToken);
        services.Terminal.Say($"Its receipt is {Path.GetFileName(path)}: fedhub receipt verify.");
        return ExitCode.Ok;
    }

    /// <summary>Writes a new file that only its owner may read.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
