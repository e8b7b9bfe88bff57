using ImageBuilderPS.LocalService.Storage;
using Microsoft.Data.Sqlite;

namespace ImageBuilderPS.LocalService.Tool;

/// <summary>Keeps the state of a service in an SQLite file, with a write-ahead log. One process can have a file open.</summary>
internal sealed class SqliteDatabase : IStateDatabase
{
    // The number that says whose file it is, and the version of its tables.
    private const int ApplicationId = 0x49424C53;
    private const int Version = 1;
    private const int Busy = 5;
    private static readonly string[] Columns = ["$account", "$region", "$kind", "$key", "$value"];

    private readonly SqliteConnection connection;
    private readonly SqliteCommand put;
    private readonly SqliteCommand remove;

    private SqliteDatabase(SqliteConnection connection)
    {
        this.connection = connection;
        put = Command(
            "INSERT INTO records (account, region, kind, key, value) VALUES ($account, $region, $kind, $key, $value) " +
            "ON CONFLICT (account, region, kind, key) DO UPDATE SET value = excluded.value");
        remove = Command("DELETE FROM records WHERE account = $account AND region = $region AND kind = $kind AND key = $key");
    }

    /// <summary>Opens a file, or makes a new one.</summary>
    /// <exception cref="IOException">Another service uses the file, or it is none of this program.</exception>
    public static SqliteDatabase Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            // The lock is taken with the first transaction and kept. FULL: a commit survives the loss of power too.
            Execute(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE");
            Prepare(connection, path);
            Execute(connection, "COMMIT");
            return new(connection);
        }
        catch (Exception error) when (error is SqliteException or IOException)
        {
            connection.Dispose();
            throw error as IOException ?? new IOException(Describe(path, (SqliteException)error), error);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StateRecord> Read()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT account, region, kind, key, value FROM records ORDER BY account, region, kind, key";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), (byte[])reader[4]);
    }

    /// <inheritdoc/>
    public void Commit(IReadOnlyCollection<StateRecord> changes)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            foreach (var change in changes)
                Write(change, transaction);
            transaction.Commit();
        }
        catch (SqliteException error)
        {
            throw new IOException(Describe(connection.DataSource, error), error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        put.Dispose();
        remove.Dispose();
        connection.Dispose();
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        var (application, version) = (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"));
        if (application == ApplicationId && version == Version)
            return;
        if (application == ApplicationId)
            throw new IOException($"The data file {path} has version {version}, expected {Version}. Use the version of imagebuilder-local that wrote it.");
        if (application != 0 || Number(connection, "SELECT COUNT(*) FROM sqlite_schema") != 0)
            throw new IOException($"The file {path} is an SQLite file of another program. Give a new file.");
        Execute(
            connection,
            "CREATE TABLE records (account TEXT NOT NULL, region TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, " +
            "value BLOB NOT NULL, PRIMARY KEY (account, region, kind, key)) WITHOUT ROWID; " +
            $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
    }

    private static string Describe(string path, SqliteException error) => error.SqliteErrorCode == Busy
        ? $"The data file {path} is in use by another service. Stop that one, or give another file."
        : $"The data file {path} cannot be used: {error.Message}";

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in Columns.Where(sql.Contains))
            command.Parameters.Add(new() { ParameterName = name });
        return command;
    }

    private void Write(StateRecord change, SqliteTransaction transaction)
    {
        var command = change.Value is null ? remove : put;
        command.Transaction = transaction;
        command.Parameters["$account"].Value = change.Account;
        command.Parameters["$region"].Value = change.Region;
        command.Parameters["$kind"].Value = change.Kind;
        command.Parameters["$key"].Value = change.Key;
        if (change.Value is not null)
            command.Parameters["$value"].Value = change.Value;
        command.ExecuteNonQuery();
    }
}
