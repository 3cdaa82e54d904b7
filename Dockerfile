# pressbuild on Debian 12. Build: docker build -t pressbuild .
# Use, in a press folder: docker run --rm -v "$PWD:/press" -u "$(id -u):$(id -g)" pressbuild all
FROM debian:12-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN python3 -m venv /opt/pressbuild \
    && /opt/pressbuild/bin/pip install --no-cache-dir --constraint /src/constraints.txt /src \
    && rm -rf /src
ENV HOME=/tmp
WORKDIR /press
ENTRYPOINT ["/opt/pressbuild/bin/pressbuild"]
