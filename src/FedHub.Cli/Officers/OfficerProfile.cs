using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedHub.Cli.Officers;

/// <summary>Where an officer's node is. The file <c>profile.json</c>; no secrets.</summary>
/// <param name="Gateway">Address of the node's gateway, https.</param>
/// <param name="CaFile">PEM of the authority that signed the gateway's certificate.</param>
internal sealed record OfficerProfile(Uri Gateway, string CaFile)
{
    private const string ProfileFile = "profile.json";
    private const string OfficerKeyFile = "officer.key";

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "fedhub", "officer");

    public static string KeyFileIn(string folder) => Path.Combine(folder, OfficerKeyFile);

    public static OfficerProfile Load(string folder)
    {
        var path = Path.Combine(folder, ProfileFile);
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage("There is no officer profile in " + folder, "Run fedhub officer enrol first, or name the folder with --profile.");
        }

        try
        {
            return JsonSerializer.Deserialize<OfficerProfile>(File.ReadAllText(path), _options)
                ?? throw new JsonException("empty");
        }
        catch (JsonException)
        {
            throw CliFailureException.Usage("The officer profile in " + folder + " is not as expected", "Enrol anew into another folder.");
        }
    }

    /// <summary>Writes the profile; the folder is created for its owner only.</summary>
    public void Save(string folder)
    {
        CreateFolder(folder);
        File.WriteAllText(Path.Combine(folder, ProfileFile), JsonSerializer.Serialize(this, _options));
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
