-- The scores of rubrics/nation.toml in SQL, from the four parquet files of a nation, with the columns of results.parquet.
-- Written from the rubric and its manual, not from the program. Every number is whole: a point is numerator and denominator.
-- {folder} is the folder of the files, {out} the file that is written. The period is 2025-H2, 184 days.

CREATE OR REPLACE MACRO told(n, d) AS CASE
    WHEN n IS NULL THEN NULL
    WHEN n % d = 0 THEN CAST(n // d AS VARCHAR)
    ELSE CAST(n // gcd(n, d) AS VARCHAR) || '/' || CAST(d // gcd(n, d) AS VARCHAR) END;

COPY (
WITH roster AS (
    SELECT *, date_diff('day', greatest(coalesce("from", DATE '2025-07-01'), DATE '2025-07-01'),
                               least(coalesce("to", DATE '2025-12-31'), DATE '2025-12-31')) + 1 AS days
    FROM read_parquet('{folder}/roster.parquet')
), members AS (SELECT * FROM roster WHERE days > 0),
attended AS (
    SELECT a.subject,
        count(*) FILTER (WHERE inside AND kind = '人代会' AND status IN ('出席', '公假')) AS s_full,
        count(*) FILTER (WHERE inside AND kind = '人代会' AND status IN ('迟到', '早退')) AS s_half,
        count(*) FILTER (WHERE inside AND kind = '人代会' AND status = '缺席') AS s_none,
        count(*) FILTER (WHERE inside AND kind = '人代会' AND status = '请假') AS s_leave,
        count(*) FILTER (WHERE NOT inside AND kind = '人代会') AS s_out,
        count(*) FILTER (WHERE inside AND kind = '小组会议' AND status IN ('出席', '公假')) AS g_full,
        count(*) FILTER (WHERE inside AND kind = '小组会议' AND status IN ('迟到', '早退')) AS g_half,
        count(*) FILTER (WHERE inside AND kind = '小组会议' AND status = '缺席') AS g_none,
        count(*) FILTER (WHERE inside AND kind = '小组会议' AND status = '请假') AS g_leave,
        count(*) FILTER (WHERE NOT inside AND kind = '小组会议') AS g_out,
        count(*) FILTER (WHERE inside AND kind = '视察' AND status IN ('出席', '公假')) AS visits,
        count(*) FILTER (WHERE inside AND kind = '调研' AND status IN ('出席', '公假')) AS studies,
        count(*) FILTER (WHERE inside AND kind = '学习培训' AND status IN ('出席', '公假')) AS t_full,
        count(*) FILTER (WHERE inside AND kind = '学习培训' AND status IN ('迟到', '早退')) AS t_half,
        count(*) FILTER (WHERE inside AND kind = '接待选民' AND status IN ('出席', '迟到', '早退')) AS receptions
    FROM (
        SELECT a.subject, a.kind, a.status, coalesce(m."from" <= a.date, true) AND coalesce(a.date <= m."to", true) AS inside
        FROM read_parquet('{folder}/attendance.parquet') a JOIN members m ON m.subject = a.subject
        WHERE a.date BETWEEN DATE '2025-07-01' AND DATE '2025-12-31'
    ) a GROUP BY a.subject
), suggested AS (
    -- In parts of 5040, which all numbers of signers up to ten divide.
    SELECT s.subject,
        sum(CASE WHEN signers = 1 THEN 5040 WHEN role = '领衔' THEN 2520 ELSE 2520 // (signers - 1) END) AS share,
        sum(CASE WHEN role = '领衔' AND result = 'A类' THEN 2 WHEN role = '领衔' AND result = 'B类' THEN 1 ELSE 0 END) AS replies,
        sum(CASE WHEN result = 'A类' AND (role = '领衔' OR signers = 1) THEN 4 WHEN result = 'A类' THEN 1 ELSE 0 END) AS solved,
        count(*) FILTER (WHERE role = '领衔') AS led
    FROM read_parquet('{folder}/suggestions.parquet') s JOIN members m ON m.subject = s.subject
    WHERE state = '立案' AND s.date BETWEEN DATE '2025-07-01' AND DATE '2025-12-31'
        AND coalesce(m."from" <= s.date, true) AND coalesce(s.date <= m."to", true)
    GROUP BY s.subject
), voted AS (
    SELECT subject,
        count(*) FILTER (WHERE class = '选民' AND value IS NOT NULL) AS v_n, sum(value) FILTER (WHERE class = '选民') AS v_sum,
        count(*) FILTER (WHERE class = '代表' AND value IS NOT NULL) AS d_n, sum(value) FILTER (WHERE class = '代表') AS d_sum,
        count(*) FILTER (WHERE class = '领导' AND value IS NOT NULL) AS o_n, sum(value) FILTER (WHERE class = '领导') AS o_sum
    FROM (
        SELECT subject, class, CASE rating WHEN '优秀' THEN 100 WHEN '称职' THEN 80 WHEN '基本称职' THEN 60 WHEN '不称职' THEN 30 END AS value
        FROM read_parquet('{folder}/ballots.parquet')
    ) GROUP BY subject
), counted AS (
    SELECT m.subject, m.name, m.congress, m.days,
        coalesce(s_full, 0) AS s_full, coalesce(s_half, 0) AS s_half, coalesce(s_none, 0) AS s_none, coalesce(s_leave, 0) AS s_leave,
        coalesce(s_out, 0) AS s_out, coalesce(g_full, 0) AS g_full, coalesce(g_half, 0) AS g_half, coalesce(g_none, 0) AS g_none,
        coalesce(g_leave, 0) AS g_leave, coalesce(g_out, 0) AS g_out, coalesce(visits, 0) AS visits, coalesce(studies, 0) AS studies,
        coalesce(t_full, 0) AS t_full, coalesce(t_half, 0) AS t_half, coalesce(receptions, 0) AS receptions,
        coalesce(share, 0) AS share, coalesce(replies, 0) AS replies, coalesce(solved, 0) AS solved, coalesce(led, 0) AS led,
        CASE WHEN v_n >= 2 THEN v_sum END AS v_sum, v_n, CASE WHEN d_n >= 3 THEN d_sum END AS d_sum, d_n,
        CASE WHEN o_n >= 1 THEN o_sum END AS o_sum, o_n
    FROM members m LEFT JOIN attended a ON a.subject = m.subject LEFT JOIN suggested s ON s.subject = m.subject
        LEFT JOIN voted v ON v.subject = m.subject
), items AS (
    -- sn/sd: sessions; gn/gd: groups; no number where all is excused or outside the term, 0 where nothing is recorded.
    SELECT *,
        CASE WHEN s_full + s_half + s_none > 0 THEN 10 * (2 * s_full + s_half) WHEN s_leave + s_out = 0 THEN 0 END AS sn,
        greatest(s_full + s_half + s_none, 1) AS sd,
        CASE WHEN g_full + g_half + g_none > 0 THEN 10 * (2 * g_full + g_half) WHEN g_leave + g_out = 0 THEN 0 END AS gn,
        greatest(g_full + g_half + g_none, 1) AS gd,
        greatest(-3 * (s_none + g_none), -9) AS absences,
        least(8 * share, 16 * 5040) AS shared,
        least(replies, 4) AS replied,
        least(2 * visits + 3 * studies, 16) AS inspected,
        8 * least((2 * t_full + t_half) * 184, 6 * days) AS tn, 6 * days AS td,
        16 * least(receptions * 184, 5 * days) AS rn, 5 * days AS rd,
        least(solved, 20) AS extra
    FROM counted
), duties AS (
    -- The session: what is left out is made up for by the other; at least 0. Over sd × gd.
    SELECT *,
        CASE WHEN sn IS NULL AND gn IS NULL THEN NULL
             WHEN gn IS NULL THEN greatest(2 * sn * gd + absences * sd * gd, 0)
             WHEN sn IS NULL THEN greatest(2 * gn * sd + absences * sd * gd, 0)
             ELSE greatest(sn * gd + gn * sd + absences * sd * gd, 0) END AS session_n,
        CAST(sd * gd AS HUGEINT) AS session_d,
        -- Between sessions, over 5040 × days.
        CAST(shared * days + (replied + inspected) * 5040 * days + tn * 840 + rn * 1008 AS HUGEINT) AS between_n,
        CAST(5040 * days AS HUGEINT) AS between_d
    FROM items
), parts AS (
    -- The duty with what is extra, over 12 × session_d × between_d.
    SELECT *,
        CASE WHEN session_n IS NULL THEN 20 * session_d * between_n ELSE 12 * (session_n * between_d + between_n * session_d) END
            + 3 * extra * session_d * between_d AS duty_n,
        12 * session_d * between_d AS duty_d,
        14 + CASE WHEN v_sum IS NULL THEN 0 ELSE 3 END + CASE WHEN d_sum IS NULL THEN 0 ELSE 2 END
            + CASE WHEN o_sum IS NULL THEN 0 ELSE 1 END AS weights,
        CAST(CASE WHEN v_sum IS NULL THEN 1 ELSE v_n END AS HUGEINT) AS vd,
        CAST(CASE WHEN d_sum IS NULL THEN 1 ELSE d_n END AS HUGEINT) AS dd,
        CAST(CASE WHEN o_sum IS NULL THEN 1 ELSE o_n END AS HUGEINT) AS od
    FROM duties
), totals AS (
    SELECT *,
        14 * duty_n * vd * dd * od
            + duty_d * (3 * coalesce(v_sum, 0) * dd * od + 2 * coalesce(d_sum, 0) * vd * od + coalesce(o_sum, 0) * vd * dd) AS total_n,
        duty_d * vd * dd * od * weights AS total_d
    FROM parts
), rounded AS (
    SELECT *, CAST((200 * total_n + total_d) // (2 * total_d) AS BIGINT) AS cents, 2 * days >= 184 AS is_ranked FROM totals
), ranked AS (
    SELECT *,
        CASE WHEN is_ranked THEN
            rank() OVER (PARTITION BY congress, is_ranked ORDER BY cents DESC, sn * 2520 // sd DESC NULLS LAST, led DESC) END AS place,
        count(*) FILTER (WHERE is_ranked) OVER (PARTITION BY congress) AS of_all,
        is_ranked AND s_none < 1 AS eligible
    FROM rounded
), proposed AS (
    SELECT *,
        least((40 * of_all + 100) // 200, count(*) FILTER (WHERE eligible) OVER (PARTITION BY congress)) AS places,
        count(*) FILTER (WHERE eligible) OVER (PARTITION BY congress ORDER BY place NULLS LAST RANGE UNBOUNDED PRECEDING) AS with_tied,
        count(*) FILTER (WHERE eligible) OVER (PARTITION BY congress, place) AS tied
    FROM ranked
)
SELECT CAST(subject AS VARCHAR) AS key, name, congress AS peer, '2025-H2' AS period,
    CASE WHEN is_ranked THEN 'ranked' ELSE 'listed' END AS status,
    CAST(cents // 100 AS VARCHAR) || '.' || lpad(CAST(cents % 100 AS VARCHAR), 2, '0') AS total,
    told(total_n, total_d) AS exact,
    CAST(place AS UINTEGER) AS rank,
    CASE WHEN cents >= 8500 AND s_none < 2 THEN '优秀' WHEN cents >= 7000 AND s_none < 2 THEN '称职' WHEN cents >= 5500 THEN '基本称职'
         ELSE '不称职' END AS grade,
    CASE WHEN NOT eligible OR with_tied - tied >= places THEN 'false' WHEN with_tied <= places THEN 'true' ELSE 'committee' END AS selected,
    told(sn, sd) AS "c.sessions", told(gn, gd) AS "c.groups", told(absences, 1) AS "c.absences", told(shared, 5040) AS "c.suggestions",
    told(replied, 1) AS "c.replies", told(inspected, 1) AS "c.inspections", told(tn, td) AS "c.study", told(rn, rd) AS "c.receptions",
    told(extra, 4) AS "c.solved", told(v_sum, v_n) AS "c.voters", told(d_sum, d_n) AS "c.delegates", told(o_sum, o_n) AS "c.officials"
FROM proposed ORDER BY peer, place NULLS LAST, key
) TO '{out}' (FORMAT parquet, COMPRESSION zstd);
