using System.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Copies;

namespace FedHub.Cli.Log.Index;

/// <summary>Which copy a command works on, and whom to trust.</summary>
internal sealed class LogCopyOptions
{
    private readonly Option<string> _copy = LogFetchCommand.CopyOption();
    private readonly Option<FileInfo> _policy = TrustPolicyOption.Create();

    public Option<bool> Json { get; } = new("--json") { Description = "JSON instead of text." };

    public void AddTo(Command command)
    {
        command.Options.Add(_copy);
        command.Options.Add(_policy);
        command.Options.Add(Json);
    }

    public LogCopy Copy(ParseResult parsed) => new(parsed.GetRequiredValue(_copy));

    public Task<ServedCheckpoint> CheckpointAsync(ParseResult parsed, CliServices services, CancellationToken cancellationToken) =>
        Copy(parsed).ReadCheckpointAsync(TrustPolicyOption.Read(parsed.GetRequiredValue(_policy)), services.Time, cancellationToken);

    /// <summary>Opens the copy's index, brought up to the copy.</summary>
    public async Task<(LogIndex Index, ServedCheckpoint Checkpoint)> OpenIndexAsync(ParseResult parsed, CliServices services, CancellationToken cancellationToken)
    {
        var checkpoint = await CheckpointAsync(parsed, services, cancellationToken);
        return (await LogIndexFile.OpenAsync(Copy(parsed), checkpoint, services, cancellationToken), checkpoint);
    }
}
