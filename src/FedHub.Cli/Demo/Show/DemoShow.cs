using FedHub.Cli.Demo.Cast;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.HubAdmin;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Officers;
using FedHub.Cli.Search;
using FedHub.Protocol;
using Spectre.Console;

namespace FedHub.Cli.Demo.Show;

/// <summary>Runs the demonstration's searches and shows what happens.</summary>
internal sealed class DemoShow(DemoFederation federation, CliServices services, bool json)
{
    private const string DemoPassphrase = "demonstration only";

    private readonly IAnsiConsole _console = services.Terminal.CreateAnsiConsole();

    /// <summary>All searches, then the log. Failed only if the federation itself did: outcomes are what they are.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        using var officer = await federation.EnrolOfficerAsync(DemoScript.Origin, cancellationToken);
        var searches = new List<(DemoSearch Search, SearchBoard Board)>();
        foreach (var search in DemoScript.Searches)
        {
            if (search.StoppedMember is { } stopped)
            {
                await federation.StopNodeAsync(stopped);
            }

            searches.Add((search, await SearchAsync(officer, search, cancellationToken)));
        }

        return await ShowLogAsync(searches, cancellationToken);
    }

    /// <summary>Leaves an officer's profile and prints what to try; the federation runs until it is stopped.</summary>
    public async Task InviteAsync(string root, CancellationToken cancellationToken)
    {
        using var officer = await federation.EnrolOfficerAsync(DemoScript.Origin, cancellationToken);
        var profile = Path.Combine(root, "officer");
        officer.SaveProfile(profile, new OfficerProfile(federation.GatewayOf(DemoScript.Origin), federation.CaFile), DemoPassphrase);
        var passphraseFile = Path.Combine(root, "officer", "passphrase");
        Development.PrivateFile.WriteNew(passphraseFile, DemoPassphrase + "\n");
        _console.WriteLine();
        _console.WriteLine("The federation runs until you press Ctrl+C (the node of Tajikistan is stopped). In another terminal, try:");
        foreach (var line in Invitation(root, profile, passphraseFile))
        {
            _console.WriteLine("  " + line);
        }
    }

    /// <summary>The first search's receipt, the whole log, and a copy of the log that somebody has changed.</summary>
    private async Task<ExitCode> ShowLogAsync(List<(DemoSearch Search, SearchBoard Board)> searches, CancellationToken cancellationToken)
    {
        var log = HubLogCheck.Run(federation.HubFolder, null, null, cancellationToken);
        if (searches[0].Board.LogIndex is not { } logged)
        {
            throw new CliFailureException(ExitCode.Unreachable, "The first search was not logged", "The hub did not take it.", "Run the demonstration again.");
        }

        var changed = PlantedChange.Examine(federation.HubFolder, federation.CopyFolder, (long)logged, cancellationToken);
        var finding = PlantedChange.Sentence(changed, (long)logged);
        if (json)
        {
            await services.Terminal.Output.WriteLineAsync(DemoResult.Json(CountryProfile.All.Select(country => country.Code), searches, log));
            services.Terminal.Say(finding);
        }
        else
        {
            _console.WriteLine(await DemoReceipt.VerifyAsync(
                federation.NodeFolder(DemoScript.Origin), logged, federation.PolicyFile, services.Time, cancellationToken));
            _console.WriteLine("The federation's log, read again from the first entry: " + StoredLogText.Of(log));
            _console.WriteLine(finding);
        }

        return log.IsWhole && !changed.IsWhole ? ExitCode.Ok : ExitCode.VerificationFailed;
    }

    private static IEnumerable<string> Invitation(string root, string profile, string passphraseFile)
    {
        yield return $"fedhub search --name \"Ataev Merdan\" --dob 1979-11-02 --purpose investigation --legal-basis \"{DemoScript.LegalBasis}\" --case X-1 --profile {profile} --passphrase-file {passphraseFile}";
        yield return $"fedhub node status --data {Path.Combine(root, "kgz")}";
        yield return $"fedhub node self-test --data {Path.Combine(root, "kaz")}";
        yield return $"fedhub hub status --data {Path.Combine(root, "hub")}";
        yield return $"fedhub hub log fsck --data {Path.Combine(root, "hub")}";
        yield return $"fedhub node run --data {Path.Combine(root, "tjk")}";
    }

    private static SearchInput InputOf(DemoSearch search)
    {
        if (!Tokens.TryParsePurpose(search.Purpose, out var purpose))
        {
            throw new InvalidOperationException("The script names a purpose that is not of the closed list.");
        }

        return new SearchInput
        {
            FullName = search.FullName,
            DateOfBirth = search.DateOfBirth,
            Documents = search.Passport.Length > 0 ? [search.Passport] : [],
            Phones = search.Phone.Length > 0 ? [search.Phone] : [],
            Vehicles = search.Vehicle.Length > 0 ? [search.Vehicle] : [],
            Accounts = search.Account.Length > 0 ? [search.Account] : [],
            Purpose = purpose,
            LegalBasis = DemoScript.LegalBasis,
            CaseReference = DemoScript.CaseReference,
            AsTyped = true,
        };
    }

    private async Task<SearchBoard> SearchAsync(DemoOfficer officer, DemoSearch search, CancellationToken cancellationToken)
    {
        if (!json)
        {
            _console.WriteLine();
            _console.Write(new Rule(Markup.Escape(search.Name)) { Justification = Justify.Left });
            _console.WriteLine(search.Story);
        }

        var preparation = await officer.Search.PrepareAsync(InputOf(search), cancellationToken);
        if (preparation.Search is not { } prepared)
        {
            return new SearchBoard([]);
        }

        var board = new SearchBoard(prepared.Members);
        if (json || !services.Terminal.IsInteractive)
        {
            await officer.Search.RunAsync(prepared, board, static () => { }, cancellationToken);
        }
        else
        {
            await _console.Live(SearchTable.Draw(board)).StartAsync(
                live => officer.Search.RunAsync(prepared, board, () => live.UpdateTarget(SearchTable.Draw(board)), cancellationToken));
        }

        if (!json)
        {
            Show(board);
        }

        return board;
    }

    private void Show(SearchBoard board)
    {
        if (!services.Terminal.IsInteractive)
        {
            _console.Write(SearchTable.Draw(board));
        }

        _console.WriteLine(SearchSummary.Of(board));
        _console.WriteLine(FormattableString.Invariant($"{board.Elapsed.TotalMilliseconds:F0} ms; log entry {board.LogIndex}"));
    }
}
