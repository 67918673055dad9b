namespace FedHub.Cli.Demo.Setup;

/// <summary>How the demonstration's CSV columns become fields of records.</summary>
internal static class DemoMapping
{
    /// <summary>A mapping for one country's file.</summary>
    /// <param name="country">Resolves national phone numbers and documents that name no issuer.</param>
    public static string For(string country) =>
        $"""
        version: 1
        country: {country}
        multiline: true
        columns:
          record_id: record_id
          full_name: full_name
          date_of_birth: date_of_birth
          nationality: nationality
          passport: document
          national_id: national_id
          phone: phone
          category: category
        """;

    /// <summary>The same for files that have vehicles and accounts too, as the demonstration's own.</summary>
    public static string WithObjects(string country) => For(country) + "\n  vehicle: vehicle\n  account: account\n";
}
