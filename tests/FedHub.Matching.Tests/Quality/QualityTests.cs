using System.Globalization;
using Xunit.Abstractions;

namespace FedHub.Matching.Tests.Quality;

/// <summary>Floors under the measured quality. The data is not part of the repository: without the folder <c>../shared/data</c> beside it, nothing is measured and the output says so.</summary>
public sealed class QualityTests(ITestOutputHelper output)
{
    private static readonly string? _folder = Find();

    [Fact]
    public void Sdn_AliasesAgainstStrangersOfOneBirthDate_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var (recall, heldOut, falseRate, meanKeys) = Measures.Sdn(_folder!);
        Say($"SDN: recall {recall:F4}, held-out quarter {heldOut:F4}, false-match rate {falseRate:E2}, keys a record {meanKeys:F1}");
        recall.ShouldBeGreaterThan(0.685);
        falseRate.ShouldBeLessThan(1e-4);
        meanKeys.ShouldBeLessThan(17);
    }

    [Fact]
    public void Un_AlteredNames_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var (cleanDate, asWritten) = Measures.Un(_folder!);
        Say($"UN: recall {cleanDate:F4} with the right date of birth, {asWritten:F4} with the altered one");
        cleanDate.ShouldBeGreaterThan(0.995);
    }

    [Fact]
    public void Febrl3_Duplicates_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var (recall, falsePairs, meanKeys) = Measures.Febrl(_folder!, "febrl3.csv");
        Say($"FEBRL3: recall {recall:F4}, {falsePairs} false pairs, keys a record {meanKeys:F1}");
        recall.ShouldBeGreaterThan(0.73);
        falsePairs.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Transliteration_OfficialExamples_HoldTheFloor()
    {
        if (Skip())
        {
            return;
        }

        var languages = Measures.Transliteration(_folder!);
        foreach (var (language, count, meets, reaches, _) in languages)
        {
            Say($"{language}: {count} examples, {meets:F3} meet in a key, {reaches:F3} reach C beside an equal second name");
        }

        (languages.Sum(l => l.Count * l.ReachesC) / languages.Sum(l => l.Count)).ShouldBeGreaterThan(0.98);
        (languages.Sum(l => l.Count * l.Meets) / languages.Sum(l => l.Count)).ShouldBeGreaterThan(0.97);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(data, "linkage")) && Directory.Exists(Path.Combine(data, "names")))
            {
                return data;
            }
        }

        return null;
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
