namespace FedHub.Cli.Demo.Cast;

/// <summary>The searches that the demonstration makes, in order.</summary>
internal static class DemoScript
{
    public const string Origin = "KAZ";

    public const string LegalBasis = "Criminal Procedure Code, request for assistance";

    public const string CaseReference = "DEMO-2026-001";

    public static IReadOnlyList<DemoSearch> Searches { get; } =
    [
        new()
        {
            Name = "passport-exact",
            Story = "A passport found in a hotel room. Turkmenistan holds its bearer; nobody else learns that it was asked for.",
            Purpose = "investigation",
            Passport = DemoCast.RecruiterTurkmenPassport,
        },
        new()
        {
            Name = "name-across-scripts",
            Story = "The same man by name, typed in Cyrillic. He stands in two Latin registers, under another passport in the second.",
            Purpose = "investigation",
            FullName = "Атаев Мердан",
            DateOfBirth = DemoCast.RecruiterDateOfBirth,
        },
        new()
        {
            Name = "victim-referred",
            Story = "A young woman, perhaps trafficked. Two countries know her; they name the desk to call and list nothing.",
            Purpose = "victim-identification",
            FullName = "Тулегенова Гульзат",
            DateOfBirth = DemoCast.VictimDateOfBirth,
        },
        new()
        {
            Name = "stolen-document",
            Story = "A passport shown at a border. Tajikistan has it as stolen.",
            Purpose = "border-check",
            Passport = DemoCast.StolenPassport,
        },
        new()
        {
            Name = "phone",
            Story = "A number from a seized telephone.",
            Purpose = "investigation",
            Phone = DemoCast.RecruiterPhone,
        },
        new()
        {
            Name = "vehicle",
            Story = "The plate of a minibus, typed in Cyrillic at a border. Kyrgyzstan has it as wanted.",
            Purpose = "border-check",
            Vehicle = "KGZ: 01 KG 777 АВС",
        },
        new()
        {
            Name = "account",
            Story = "The link in a job offer. Turkmenistan knows whose it is.",
            Purpose = "investigation",
            Account = "https://t.me/merdan_jobs_abroad",
        },
        new()
        {
            Name = "no-hit",
            Story = "A person nobody holds: every country looked, and nobody learnt whom it was about.",
            Purpose = "investigation",
            FullName = "Вымыслов Никодим",
            DateOfBirth = "1961-07-30",
            Passport = "KAZ:N00000001",
        },
        new()
        {
            Name = "purpose-not-allowed",
            Story = "The victim again, for a border check. The countries' policies do not allow that question to their refer-only records.",
            Purpose = "border-check",
            FullName = "Тулегенова Гульзат",
            DateOfBirth = DemoCast.VictimDateOfBirth,
        },
        new()
        {
            Name = "country-down",
            Story = "Tajikistan's node is stopped. The others answer at once, and the missing answer says so.",
            Purpose = "investigation",
            Passport = DemoCast.RecruiterTurkmenPassport,
            StoppedMember = "TJK",
        },
    ];
}
