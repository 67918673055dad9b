using System.CommandLine;

namespace FedHub.Cli.Doctor;

/// <summary>Options of the three doctor commands.</summary>
internal sealed class DoctorOptions(string dataDescription)
{
    public Option<string> Data { get; } = new("--data") { Description = dataDescription, Required = true };

    public Option<bool> SelfTest { get; } = new("--self-test") { Description = "Searches the test record of every slot of the other countries too (a running node)." };

    public Option<bool> VerifyLog { get; } = new("--verify-log") { Description = "Reads and checks the whole log too (a running hub)." };

    public Option<bool> Json { get; } = new("--json") { Description = "JSON lines." };

    public Option<bool> Strict { get; } = new("--strict") { Description = "Warnings count as errors, for supervision." };

    public void AddTo(Command command, params ReadOnlySpan<Option<bool>> deeper)
    {
        command.Options.Add(Data);
        foreach (var option in deeper)
        {
            command.Options.Add(option);
        }

        command.Options.Add(Json);
        command.Options.Add(Strict);
    }
}
