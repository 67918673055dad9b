using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary><c>fedhub match mrz</c>: what a machine-readable zone says, and whether each of its check digits is right.</summary>
internal static class MrzCommand
{
    private const string Russian = "ru";

    // Five times the longest zone: enough for blank lines around it.
    private const int MaxCharacters = 1024;

    public static Command Create(CliServices services)
    {
        var file = new Argument<FileInfo>("file") { Description = "Text file with the lines of the zone; without it they are read from standard input.", Arity = ArgumentArity.ZeroOrOne };
        file.AcceptExistingOnly();
        var language = new Option<string>("--language") { Description = "Language of what is printed: en or ru.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", Russian);
        var asJson = new Option<bool>("--json") { Description = "Prints one JSON document." };
        var command = new Command("mrz", "Reads a machine-readable zone (TD1, TD2, TD3, MRV-A, MRV-B) whole and reports each check digit.") { file, language, asJson };
        command.SetExamples("fedhub match mrz zone.txt", "fedhub match mrz zone.txt --language ru", "fedhub match mrz zone.txt --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var text = await ReadAsync(parsed.GetValue(file), services.Terminal.Input, cancellationToken);
            var words = parsed.GetValue(language) == Russian ? MrzWords.Russian : MrzWords.English;
            if (!MachineReadableZone.TryParse(text, out var zone, out var reason))
            {
                throw CliFailureException.Usage("This is not a machine-readable zone that can be read: " + words.Remark(reason), "Give its lines as they are printed, fillers (<) included.");
            }

            // What a search or an import would remark on it; the check digits have a list of their own.
            var remarks = SearchKeys.ForSearch(new MatchSubject { MachineReadableZones = [text] }).Warnings
                .Where(warning => warning.Field != "mrz" || warning.Code != WarningCode.CheckDigit).Select(warning => words.Remark(warning.Message)).ToList();
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(asJson) ? MrzOutput.Json(zone, remarks) : MrzOutput.Text(zone, remarks, words));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<string> ReadAsync(FileInfo? file, TextReader input, CancellationToken cancellationToken)
    {
        using var opened = file?.OpenText();
        var buffer = new char[MaxCharacters];
        var count = await (opened ?? input).ReadBlockAsync(buffer, cancellationToken);
        return new string(buffer, 0, count).Trim();
    }
}
