import asyncio, os, asyncpg


async def main():
    connection = await asyncpg.connect()
    for month, value in await connection.fetch(os.environ["STATEMENT"], "PLG"):
        print(month, value)
    await connection.close()


asyncio.run(main())
