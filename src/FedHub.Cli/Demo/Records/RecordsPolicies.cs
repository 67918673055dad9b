namespace FedHub.Cli.Demo.Records;

/// <summary>
/// Policies and mapping for files of others: every purpose may ask, so that what a query finds depends on the data alone. Persons, documents and
/// vehicles are disclosed; victims, witnesses and missing persons are referred, as always.
/// </summary>
internal static class RecordsPolicies
{
    private const string Rules = """
        version: 1
        classes:
          document: 20000000
          personal-number: 20000000
          phone: 20000000
          name: 100000000
        admit:
          - members: all
            purposes: [investigation, victim-identification, missing-person, extradition-mla, repatriation, border-check]
        disclose:
        """;

    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["persons.yaml"] = $"collection: persons\n{Rules}\n  - categories: [suspect, document, vehicle]\n    outcome: disclosed\n",
        ["referral.yaml"] = $"collection: referral\n{Rules}\n  - categories: [victim, presumed-victim, witness, missing-person]\n    outcome: referred\n",
    };

    /// <summary>A mapping for one country's file. A line without a category is taken for a presumed victim: it is found, and never listed.</summary>
    public static string MappingFor(string country) =>
        $"""
        {Setup.DemoMapping.For(country)}
        categories:
          "": presumed-victim
        collections:
          document: persons
          vehicle: persons
        """;
}
