using System.Collections.Immutable;

namespace FedHub.Node.Records;

/// <summary>
/// The code lists of the record schema. They follow the concepts of the International Classification Standard for Administrative Data on
/// Trafficking in Persons (IOM and UNODC) and the words of article 3 of the Palermo Protocol; docs/record-schema.md says how.
/// </summary>
public static class RecordCodes
{
    private const string OtherSentence = "Known, and none of these.";
    private const string UnknownSentence = "Asked for and not known.";

    /// <summary>For what a person was, or was to be, exploited.</summary>
    public static readonly CodeList FormOfExploitation = new(
        RecordSchema.FormOfExploitation,
        isList: true,
        ("sexual-exploitation", "Prostitution of others or another form of sexual exploitation."),
        ("forced-labour", "Forced labour or services, in whatever sector, but private households."),
        ("domestic-servitude", "Forced labour or services in a private household."),
        ("forced-begging", "Begging for the profit of others."),
        ("forced-criminality", "Offences committed under compulsion, such as theft, or growing or carrying drugs."),
        ("forced-marriage", "Marriage without free consent, for the purpose of exploitation."),
        ("slavery-or-similar", "Slavery, or practices similar to it such as debt bondage and serfdom."),
        ("organ-removal", "Removal of organs."),
        ("armed-groups", "Use by armed forces or groups, fighting or not."),
        ("illegal-adoption", "Adoption for the purpose of exploitation."),
        ("surrogacy", "Exploitative surrogacy or the selling of children."),
        ("other", OtherSentence),
        ("unknown", UnknownSentence));

    /// <summary>How control over a person was gained or kept.</summary>
    public static readonly CodeList Means = new(
        RecordSchema.Means,
        isList: true,
        ("threat", "Threat of force, or of harm to the person or to others."),
        ("force", "Use of force, physical or sexual."),
        ("abduction", "Abduction."),
        ("coercion", "Another form of coercion, such as withheld papers, confinement or isolation."),
        ("debt", "A debt, real or claimed, that was to be worked off."),
        ("fraud", "Fraud, such as false contracts or papers."),
        ("deception", "Deception about the work, the conditions or the journey."),
        ("abuse-of-power", "Abuse of power, as by family, employers or officials."),
        ("abuse-of-vulnerability", "Abuse of a position of vulnerability, such as poverty, illness, dependence on drugs or irregular stay."),
        ("payment-for-control", "Payments or benefits to somebody who had control over the person."),
        ("none-child", "None needed: the person was a child, for whom no means have to be shown."),
        ("other", OtherSentence),
        ("unknown", UnknownSentence));

    /// <summary>Through whom or what a person was recruited.</summary>
    public static readonly CodeList RecruitmentChannel = new(
        RecordSchema.RecruitmentChannel,
        isList: true,
        ("family", "A member of the family."),
        ("partner", "A partner, or somebody who posed as one."),
        ("friend-or-acquaintance", "A friend or an acquaintance."),
        ("stranger", "A stranger who approached the person directly."),
        ("employer", "An employer, without an agency."),
        ("agency", "An agency for work, travel, marriage or models, licensed or not."),
        ("social-media", "Social networks or messengers."),
        ("online-advertisement", "An advertisement on the internet."),
        ("offline-advertisement", "An advertisement in print, on the wall or on the air."),
        ("institution", "A school, home, shelter, camp or place of worship."),
        ("smuggler", "Whoever organised the journey."),
        ("former-victim", "Somebody who was a victim too."),
        ("not-recruited", "Nobody recruited the person: born into the situation, abducted or sold."),
        ("other", OtherSentence),
        ("unknown", UnknownSentence));

    /// <summary>Age when the record was made; for children and adults apart, as the law treats them apart.</summary>
    public static readonly CodeList AgeBand = new(
        RecordSchema.AgeBand,
        isList: false,
        ("0-8", "Up to 8 years."),
        ("9-14", "9 to 14 years."),
        ("15-17", "15 to 17 years."),
        ("18-24", "18 to 24 years."),
        ("25-34", "25 to 34 years."),
        ("35-44", "35 to 44 years."),
        ("45-59", "45 to 59 years."),
        ("60+", "60 years and more."),
        ("child", "Under 18, not known more exactly."),
        ("adult", "18 or more, not known more exactly."),
        ("unknown", UnknownSentence));

    /// <summary>All lists.</summary>
    public static readonly ImmutableArray<CodeList> All = [FormOfExploitation, Means, RecruitmentChannel, AgeBand];

    /// <summary>The list of a field; null for a field that takes any text.</summary>
    public static CodeList? Of(string field) => All.FirstOrDefault(codes => string.Equals(codes.Field, field, StringComparison.Ordinal));
}
