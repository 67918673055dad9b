namespace FedHub.Matching.Tests;

public sealed class RuleSetTests
{
    /// <summary>Fails whenever a rule, a weight or a table changes: then members must move to the new rule set together, so change this text on purpose.</summary>
    [Fact]
    public void Hash_OfTheseRules_IsPinned()
        => Convert.ToHexStringLower(RuleSet.Current.Hash.Span).ShouldBe("e1c0ba44325941c7e87f80fd840ab53c1fefac081190ccaef62528030616f476");

    [Fact]
    public void Hash_ComputedTwice_IsEqualAndDependsOnVersion()
    {
        RuleFingerprint.Compute(1).ShouldBe(RuleSet.Current.Hash.ToArray());
        RuleFingerprint.Compute(2).ShouldNotBe(RuleFingerprint.Compute(1));
    }

    [Fact]
    public void Probes_ReachEveryKindAndEveryWarning()
    {
        var derived = RuleProbes.All.Select(SearchKeys.ForRecord).ToList();

        derived.SelectMany(d => d.Keys).Select(k => k.Class).Distinct().Count().ShouldBe(6);
        var kinds = derived.SelectMany(d => d.Keys).Select(k => k.Kind.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        kinds.Order(StringComparer.Ordinal).ShouldBe(["bag", "bone", "crypto", "doc", "email", "fold", "full", "handle", "head", "iban", "init", "letters", "pair", "phone", "plate", "pn", "pre", "skel", "spell", "stem", "suf", "vin"]);
        var codes = derived.SelectMany(d => d.Warnings).Select(w => w.Code).Distinct().Order();
        codes.ShouldBe(Enum.GetValues<WarningCode>().Order());
    }

    [Fact]
    public void Tables_Embedded_AreAllHashed()
        => EmbeddedTable.Names.ShouldBe(["common-names.tsv", "countries.tsv", "letters.tsv", "phone-plans.tsv"]);
}
