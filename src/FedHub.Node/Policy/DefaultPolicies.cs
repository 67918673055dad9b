namespace FedHub.Node.Policy;

/// <summary>The policies that <c>init</c> writes: a cautious start for an admin to edit.</summary>
internal static class DefaultPolicies
{
    internal static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["persons.yaml"] = Persons,
        ["referral.yaml"] = Referral,
        ["objects.yaml"] = Objects,
    };

    private const string Persons = """
        # Persons of interest. What no rule permits is denied; the first rule under `disclose` that fits decides.
        version: 1
        collection: persons
        # Each class with the most entries its filter may hold; the federation's directory lists the same numbers.
        classes:
          document: 20000000
          personal-number: 20000000
          phone: 20000000
          name: 100000000
          vehicle: 20000000
          account: 20000000
        admit:
          - members: all
            purposes: [investigation, victim-identification, extradition-mla, border-check]
        disclose:
          - purposes: [investigation, extradition-mla, border-check]
            categories: [suspect]
            outcome: disclosed
            summary: [full_name, date_of_birth, nationality]
          - purposes: [victim-identification]
            categories: [suspect]
            outcome: under-review
            reviewHours: 24

        """;

    private const string Referral = """
        # Refer-only records: victims, witnesses, missing persons. A hit names the desk and nothing else, whoever asks.
        version: 1
        collection: referral
        classes:
          document: 20000000
          personal-number: 20000000
          phone: 20000000
          name: 100000000
        admit:
          - members: all
            purposes: [investigation, victim-identification, missing-person, repatriation]
        disclose:
          - categories: [victim, presumed-victim, witness, missing-person]
            outcome: referred

        """;

    private const string Objects = """
        # Lost, stolen and forged documents, and wanted vehicles.
        version: 1
        collection: objects
        classes:
          document: 20000000
          vehicle: 20000000
        admit:
          - members: all
            purposes: [investigation, victim-identification, missing-person, extradition-mla, repatriation, border-check]
        disclose:
          - categories: [document, vehicle]
            outcome: disclosed
            summary: [document, vehicle, nationality]

        """;
}
