namespace FedHub.Transparency.Sqlite;

/// <summary>Why a database cannot be used.</summary>
public enum SqliteDatabaseFault
{
    /// <summary>There is no file; databases come only from <c>init</c>.</summary>
    Missing,

    /// <summary>There is a file already, which <c>init</c> never replaces.</summary>
    AlreadyExists,

    /// <summary>Another process writes to it.</summary>
    InUse,

    /// <summary>It belongs to another application or is not a database.</summary>
    Foreign,

    /// <summary>A newer program wrote it.</summary>
    TooNew,

    /// <summary>A setting that durability rests on did not take effect.</summary>
    SettingRefused,

    /// <summary>A commit failed in a way that leaves its outcome unknown; the process must stop and recover at the next start.</summary>
    WriterFailed,
}
