using System.Globalization;
using Xunit.Abstractions;

namespace FedHub.Matching.Tests.Quality;

/// <summary>Floors under the measured quality. The data is not part of the repository: without the folder <c>../shared/data</c> beside it, nothing is measured and the output says so.</summary>
public sealed class QualityTests(ITestOutputHelper output)
{
    private static readonly double _c = RuleSet.Current.ThresholdC;

    private static readonly string? _folder = DataFolder.Find();

    [Fact]
    public void Sdn_AliasesAgainstStrangersOfOneBirthDate_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var set = LinkageSets.Sdn(_folder!);
        var figures = set.Measure();
        var keys = set.Records.Select(record => SearchKeys.ForRecord(record.Subject).Keys.Count).Where(count => count > 0).ToList();
        Say($"SDN: recall {figures.Recall(_c):F4}, false-match rate {figures.FalseRate(_c):E2}, keys a record {keys.Average():F1}");
        figures.Recall(_c).ShouldBeGreaterThanOrEqualTo(0.70);
        figures.FalseRate(_c).ShouldBeLessThan(1e-4);
        keys.Average().ShouldBeLessThan(16);
        keys.Max().ShouldBeLessThanOrEqualTo(24);
    }

    [Fact]
    public void Un_AlteredNames_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var recall = LinkageSets.Un(_folder!, alteredDates: false).Measure().Recall(_c);
        Say($"UN: recall {recall:F4} with the right date of birth, {LinkageSets.Un(_folder!, alteredDates: true).Measure().Recall(_c):F4} with the altered one");
        recall.ShouldBeGreaterThan(0.995);
    }

    [Fact]
    public void Febrl3_Duplicates_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var (rows, people) = LinkageSets.Febrl(_folder!, "febrl3.csv");
        var figures = LinkageEvaluation.Within(rows, people);
        Say($"FEBRL3: recall {figures.Recall(_c):F4}, {figures.Strangers.AtLeast(_c)} false pairs of {figures.StrangerPairs}");
        figures.Recall(_c).ShouldBeGreaterThanOrEqualTo(0.80);
        figures.Strangers.AtLeast(_c).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Transliteration_OfficialExamples_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var languages = Romanisations.Measure(_folder!);
        foreach (var (language, count, meets, reaches) in languages)
        {
            Say($"{language}: {count} examples, {meets:F3} meet in a key, {reaches:F3} reach C beside an equal second name");
        }

        (languages.Sum(l => l.Count * l.ReachesC) / languages.Sum(l => l.Count)).ShouldBeGreaterThan(0.98);
        (languages.Sum(l => l.Count * l.Meets) / languages.Sum(l => l.Count)).ShouldBeGreaterThan(0.97);
    }

    /// <summary>This set and the next are part of the repository and are always measured.</summary>
    [Fact]
    public void Kazakh_EveryDirectionBetweenFourWritings_HoldsTheAim()
    {
        foreach (var (search, record, figures) in KazakhSet.Measure(KazakhSet.Developed))
        {
            Say($"{search} among {record}: recall {figures.Recall(_c):F4}, {figures.Strangers.AtLeast(_c)} strangers of {figures.StrangerPairs}");
            figures.Recall(_c).ShouldBeGreaterThanOrEqualTo(0.99, search + " among " + record);
        }
    }

    /// <summary>Words that no rule was made on, measured once: a floor below what they gave, so that they need not be looked at again.</summary>
    [Fact]
    public void KazakhHeldOut_EveryDirectionBetweenFourWritings_HoldsTheFloor()
    {
        foreach (var (search, record, figures) in KazakhSet.Measure(KazakhSet.HeldOut))
        {
            Say($"held out: {search} among {record}: recall {figures.Recall(_c):F4}, {figures.Strangers.AtLeast(_c)} strangers of {figures.StrangerPairs}");
            figures.Recall(_c).ShouldBeGreaterThanOrEqualTo(0.95, search + " among " + record);
        }
    }

    [Fact]
    public void WorldNames_EveryScript_GivesKeysOfItsOwnOrNamesTheScript()
    {
        var (count, emptyOrShared, readableWithKeys, readable, scriptsNamed) = WorldNames.Measure();
        Say($"World: {count} names, {readableWithKeys} of {readable} readable ones have keys, {scriptsNamed} others say which script is not read");
        emptyOrShared.ShouldBe(0);
        readableWithKeys.ShouldBe(readable);
        scriptsNamed.ShouldBe(count - readable);
    }

    private bool Skip()
    {
        if (_folder is null)
        {
            output.WriteLine("Not measured: the data folder is not there.");
        }

        return _folder is null;
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
