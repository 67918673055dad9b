using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Policy;

public sealed class CollectionPoliciesTests
{
    private const string Head = "version: 1\ncollection: persons\nclasses:\n  document: 5000\n  name: 6000\n";

    private static readonly CollectionName _persons = CollectionName.Parse("persons");
    private static readonly CollectionName _referral = CollectionName.Parse("referral");
    private static readonly MemberId _uzb = MemberId.Parse("UZB");
    private static readonly MemberId _kgz = MemberId.Parse("KGZ");

    [Fact]
    public void AdmitsQuery_NoRule_Denies()
    {
        var policies = Read(Head);

        policies.AdmitsQuery(_persons, _uzb, "police", Purpose.Investigation, IdentifierClass.Document, isBulk: false).ShouldBeFalse();
        policies.Admissions(_persons, IdentifierClass.Document, [_uzb]).ShouldBeEmpty();
        policies.DecideDisclosure(_persons, _uzb, Purpose.Investigation, RecordCategory.Suspect).Outcome.ShouldBe(DisclosureOutcome.Refused);
    }

    [Theory]
    [InlineData("UZB", "police", Purpose.Investigation, IdentifierClass.Document, true)]
    [InlineData("UZB", "customs", Purpose.Investigation, IdentifierClass.Document, false)]
    [InlineData("UZB", "police", Purpose.BorderCheck, IdentifierClass.Document, false)]
    [InlineData("UZB", "police", Purpose.Investigation, IdentifierClass.Name, false)]
    [InlineData("KGZ", "police", Purpose.Investigation, IdentifierClass.Document, false)]
    [InlineData("UZB", "police", Purpose.Investigation, IdentifierClass.Phone, false)]
    public void AdmitsQuery_OneRule_AdmitsExactlyIt(string member, string agency, Purpose purpose, IdentifierClass identifierClass, bool admitted)
    {
        var policies = Read(Head + "admit:\n  - members: [UZB]\n    agencies: [police]\n    purposes: [investigation]\n    classes: [document]\n");

        policies.AdmitsQuery(_persons, MemberId.Parse(member), agency, purpose, identifierClass, isBulk: false).ShouldBe(admitted);
    }

    [Fact]
    public void AdmitsQuery_InBulk_TakesARuleThatSaysSo_AndTheManifestSaysTheSame()
    {
        var policies = Read(Head + "admit:\n  - members: all\n    purposes: [investigation]\n  - members: [UZB]\n    purposes: [investigation]\n    classes: [document]\n    bulk: true\n");

        policies.AdmitsQuery(_persons, _uzb, "police", Purpose.Investigation, IdentifierClass.Document, isBulk: true).ShouldBeTrue();
        policies.AdmitsQuery(_persons, _uzb, "police", Purpose.Investigation, IdentifierClass.Name, isBulk: true).ShouldBeFalse();
        policies.AdmitsQuery(_persons, _kgz, "police", Purpose.Investigation, IdentifierClass.Document, isBulk: true).ShouldBeFalse();
        policies.AdmitsQuery(_persons, _kgz, "police", Purpose.Investigation, IdentifierClass.Document, isBulk: false).ShouldBeTrue();
        policies.Admissions(_persons, IdentifierClass.Document, [_uzb, _kgz]).Where(admission => admission.IsBulk).Select(admission => admission.Member).ShouldBe([_uzb]);
        policies.Admissions(_persons, IdentifierClass.Name, [_uzb, _kgz]).ShouldAllBe(admission => !admission.IsBulk);
    }

    [Fact]
    public void AdmitsQuery_UnknownCollection_Denies() =>
        Read(Head + "admit:\n  - members: all\n    purposes: [investigation]\n")
            .AdmitsQuery(CollectionName.Parse("others"), _uzb, "police", Purpose.Investigation, IdentifierClass.Document, isBulk: false).ShouldBeFalse();

    [Fact]
    public void Admissions_AllMembers_AreSpeltOut()
    {
        var policies = Read(Head + "admit:\n  - members: all\n    purposes: [border-check, investigation]\n  - members: UZB\n    purposes: [repatriation]\n");

        var admissions = policies.Admissions(_persons, IdentifierClass.Name, [_uzb, _kgz]);

        admissions.Select(admission => admission.Member).ShouldBe([_kgz, _uzb]);
        admissions[0].Purposes.ShouldBe([Purpose.Investigation, Purpose.BorderCheck]);
        admissions[1].Purposes.ShouldBe([Purpose.Investigation, Purpose.Repatriation, Purpose.BorderCheck]);
    }

    [Fact]
    public void DecideDisclosure_SeveralRules_TheFirstThatFitsDecides()
    {
        var policies = Read(Head + """
            disclose:
              - categories: [suspect]
                purposes: [investigation]
                outcome: disclosed
                summary: [full_name, summary.place]
                desk: Desk A
              - members: [KGZ]
                outcome: refused
                ground: no agreement
              - outcome: under-review
                reviewHours: 48
            """);

        var disclosed = policies.DecideDisclosure(_persons, _kgz, Purpose.Investigation, RecordCategory.Suspect);
        disclosed.Outcome.ShouldBe(DisclosureOutcome.Disclosed);
        disclosed.SummaryFields.ShouldBe(["full_name", "summary.place"]);
        disclosed.DeskName.ShouldBe("Desk A");
        var refused = policies.DecideDisclosure(_persons, _kgz, Purpose.BorderCheck, RecordCategory.Suspect);
        (refused.Outcome, refused.Ground).ShouldBe((DisclosureOutcome.Refused, "no agreement"));
        var review = policies.DecideDisclosure(_persons, _uzb, Purpose.BorderCheck, RecordCategory.Suspect);
        (review.Outcome, review.ReviewDue).ShouldBe((DisclosureOutcome.UnderReview, TimeSpan.FromHours(48)));
    }

    [Fact]
    public void DefaultPolicies_Victims_AreOnlyEverReferred()
    {
        var policies = new CollectionPolicies(DefaultPolicies.Files.Select(file => PolicyReader.Read(file.Key, file.Value)));

        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            foreach (var category in (RecordCategory[])[RecordCategory.Victim, RecordCategory.PresumedVictim, RecordCategory.Witness, RecordCategory.MissingPerson])
            {
                var decision = policies.DecideDisclosure(_referral, _uzb, purpose, category);
                decision.Outcome.ShouldBe(DisclosureOutcome.Referred);
                decision.SummaryFields.ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("admit:\n  - members: all\n    purpose: [investigation]\n", "p.yaml:7:5: name the `purposes`; there is no `all` here.")]
    [InlineData("admit:\n  - members: all\n    purposes: [investigation]\n    agency: [a]\n", "p.yaml:9:5: unknown key; known here are agencies, bulk, classes, members, purposes.")]
    [InlineData("admit:\n  - members: all\n    purposes: [investigations]\n", "p.yaml:8:16: unknown purpose; known are investigation, victim-identification, missing-person, extradition-mla, repatriation, border-check.")]
    [InlineData("admit:\n  - members: [UZB, all]\n    purposes: [investigation]\n", "p.yaml:7:20: expected three upper-case letters, such as KAZ, or `all` alone.")]
    [InlineData("admit:\n  - members: []\n    purposes: [investigation]\n", "p.yaml:7:14: `members` is empty; name at least one, or leave the key out.")]
    [InlineData("admit:\n  - purposes: [investigation]\n", "p.yaml:7:5: missing key `members`; write `all` for every member.")]
    [InlineData("admit:\n  - members: all\n    purposes: [investigation]\n    classes: [phone]\n", "p.yaml:9:15: the collection does not have this class; it has document, name.")]
    [InlineData("disclose:\n  - outcome: refer\n", "p.yaml:7:14: unknown outcome; known are disclosed, referred, under-review, refused.")]
    [InlineData("disclose:\n  - outcome: referred\n    summary: [full_name]\n", "p.yaml:8:15: nothing is released with this outcome; remove `summary`.")]
    [InlineData("disclose:\n  - outcome: refused\n", "p.yaml:7:5: a refusal needs a `ground`.")]
    [InlineData("disclose:\n  - outcome: disclosed\n    summary: [address]\n", "p.yaml:8:15: no such field can be released; docs/import.md lists the fields.")]
    [InlineData("admits:\n  - members: all\n", "p.yaml:6:1: unknown key; known here are admit, budgets, classes, collection, disclose, version.")]
    public void Read_Typo_StopsWithLineAndColumn(string rest, string message) =>
        Should.Throw<FedHubException>(() => PolicyReader.Read("p.yaml", Head + rest)).Message.ShouldBe(message);

    private static CollectionPolicies Read(string text) => new([PolicyReader.Read("p.yaml", text)]);
}
